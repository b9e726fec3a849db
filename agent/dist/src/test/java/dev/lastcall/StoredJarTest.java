package dev.lastcall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredJarTest {
    private static final String INNER = "lastcall/agent.jar";

    @TempDir
    Path directory;

    private final Map<String, byte[]> classes = new LinkedHashMap<>();

    @Test
    void everyEntryIsFoundWithItsBytes() throws IOException {
        for (int i = 0; i < 2_000; i++) {
            classes.put("dev/lastcall/some/Class" + i + ".class", new byte[] {(byte) i, (byte) (i >> 8), 7});
        }
        classes.put("empty", new byte[0]);
        StoredJar jar = new StoredJar(
                file(outer(ZipEntry.STORED, zip(ZipEntry.STORED, classes))).toFile(), INNER);
        for (Map.Entry<String, byte[]> each : classes.entrySet()) {
            assertThat(jar.bytesOf(each.getKey())).isEqualTo(each.getValue());
        }
        assertThat(jar.bytesOf("dev/lastcall/some/Class.class")).isNull();
        assertThat(jar.bytesOf("META-INF/LICENSE")).isNull();
    }

    @Test
    void aJarThatIsNotAsItWasBuiltIsRefused() throws IOException {
        classes.put("a", bytes("a"));
        byte[] inner = zip(ZipEntry.STORED, classes);
        byte[] outer = outer(ZipEntry.STORED, inner);
        refused(outer(ZipEntry.DEFLATED, inner), INNER + " is compressed");
        refused(zip(ZipEntry.STORED, Map.of("META-INF/LICENSE", bytes("free"))), INNER + " is missing");
        refused(Arrays.copyOf(outer, outer.length - 1), "its end is not where it was");
        refused(Arrays.copyOf(outer, 10), "its end is not where it was");
        refused(outer(ZipEntry.STORED, bytes("no jar, but a text of some length")), "its end is not where it was");
    }

    @Test
    void anEntryThatIsCompressedIsRefused() throws IOException {
        classes.put("a", bytes("a"));
        Path file = file(outer(ZipEntry.STORED, zip(ZipEntry.DEFLATED, classes)));
        StoredJar jar = new StoredJar(file.toFile(), INNER);
        assertThatThrownBy(() -> jar.bytesOf("a"))
                .isInstanceOf(IOException.class)
                .hasMessage(file + " is not as it was built: a is compressed");
    }

    private void refused(byte[] jar, String why) throws IOException {
        Path file = file(jar);
        assertThatThrownBy(() -> new StoredJar(file.toFile(), INNER))
                .isInstanceOf(IOException.class)
                .hasMessage(file + " is not as it was built: " + why);
    }

    private Path file(byte[] jar) throws IOException {
        return Files.write(directory.resolve("agent.jar"), jar);
    }

    private static byte[] outer(int method, byte[] inner) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("META-INF/LICENSE", bytes("free"));
        entries.put(INNER, inner);
        return zip(method, entries);
    }

    private static byte[] zip(int method, Map<String, byte[]> entries) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> each : entries.entrySet()) {
                ZipEntry entry = new ZipEntry(each.getKey());
                entry.setMethod(method);
                entry.setExtra(new byte[] {(byte) 0xFE, (byte) 0xCA, 0, 0}); // as jar tools put before the first one
                entry.setSize(each.getValue().length);
                CRC32 sum = new CRC32();
                sum.update(each.getValue());
                entry.setCrc(sum.getValue());
                out.putNextEntry(entry);
                out.write(each.getValue());
                out.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
