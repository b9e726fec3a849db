package dev.lastcall.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadinessFileTest {

    @TempDir
    Path directory;

    private Path path;
    private ReadinessFile file;

    @BeforeEach
    void name() {
        path = directory.resolve("ready");
        file = new ReadinessFile(path.toString());
    }

    @Test
    void isWrittenAndRemovedAndThenWrittenNoMore() throws Exception {
        file.removeStale();
        file.write();
        assertThat(path).hasContent("ready\n");
        file.write();
        file.remove();
        assertThat(path).doesNotExist();
        file.write();
        assertThat(path).doesNotExist();
    }

    @Test
    void oneThatAnEarlierProcessHasLeftIsRemoved() throws Exception {
        Files.writeString(path, "ready\n");
        file.removeStale();
        assertThat(path).doesNotExist();
        file.write();
        assertThat(path).exists();
    }

    @Test
    void somebodysFileIsLeftAsItIs() throws Exception {
        Files.writeString(path, "precious");
        leavesAsItIs();
        assertThat(path).hasContent("precious");
    }

    @Test
    void fileOfTheSameLengthIsLeftAsItIs() throws Exception {
        Files.writeString(path, "READY\n");
        leavesAsItIs();
        assertThat(path).hasContent("READY\n");
    }

    @Test
    void directoryIsLeftAsItIs() throws Exception {
        Files.createDirectory(path);
        leavesAsItIs();
        assertThat(path).isDirectory();
    }

    @Test
    void linkIsLeftAsItIsEvenToWhatLooksLikeOurs() throws Exception {
        Path target = Files.writeString(directory.resolve("target"), "ready\n");
        Files.createSymbolicLink(path, target);
        leavesAsItIs();
        assertThat(path).isSymbolicLink();
        assertThat(target).hasContent("ready\n");
    }

    @Test
    void deviceIsLeftAsItIs() throws Exception {
        ReadinessFile device = new ReadinessFile("/dev/null");
        assertThatThrownBy(device::removeStale).isInstanceOf(IOException.class);
        device.write();
        device.remove();
        assertThat(Files.exists(Path.of("/dev/null"))).isTrue();
    }

    @Test
    void linkThatLeadsNowhereIsNotFollowed() throws Exception {
        Path target = directory.resolve("target");
        Files.createSymbolicLink(path, target);
        assertThatThrownBy(() -> {
                    file.removeStale();
                    file.write();
                })
                .isInstanceOf(IOException.class);
        file.remove();
        assertThat(path).isSymbolicLink();
        assertThat(target).doesNotExist();
    }

    @Test
    void whatHasTakenItsPlaceIsLeftAsItIs() throws Exception {
        file.write();
        Files.delete(path);
        Files.createDirectory(path);
        assertThatThrownBy(file::remove).hasMessage(path + " has been replaced, it is left as it is");
        assertThat(path).isDirectory();
    }

    private void leavesAsItIs() throws IOException {
        assertThatThrownBy(file::removeStale).hasMessage(path + " was not written by Last Call, it is left as it is");
        file.write();
        file.remove();
    }
}
