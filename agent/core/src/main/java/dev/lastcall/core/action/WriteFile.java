package dev.lastcall.core.action;

import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;

/** Writes a small text into a file in such a way that a reader sees the old content or the whole of the new one. */
public final class WriteFile implements Step {

    private final String file;
    private final String text;

    public WriteFile(String file, String text) {
        this.file = file;
        this.text = text;
    }

    @Override
    public String run(Surroundings surroundings) throws Exception {
        File target = new File(file).getAbsoluteFile();
        File parent = target.getParentFile();
        if (parent == null || !parent.isDirectory()) {
            throw new Failed("there is no directory " + parent);
        }
        // In the same directory, for only within one file system is a rename atomic.
        File fresh = File.createTempFile("." + target.getName(), ".tmp", parent);
        try {
            try (FileOutputStream out = new FileOutputStream(fresh)) {
                out.write(text.getBytes(StandardCharsets.UTF_8));
                out.getFD().sync();
            }
            readableAsUsual(fresh);
            Files.move(fresh.toPath(), target.toPath(), StandardCopyOption.ATOMIC_MOVE);
            return "";
        } catch (IOException failure) {
            throw new Failed("cannot write " + file + ": " + failure);
        } finally {
            if (fresh.exists() && !fresh.delete()) {
                surroundings.log().debug("cannot delete {}", fresh);
            }
        }
    }

    /** Temporary files are their owner's only; this one is for others to read, as far as File can say it. */
    private static void readableAsUsual(File fresh) {
        if (!fresh.setReadable(true, false)) {
            fresh.setReadable(true);
        }
    }

    @Override
    public boolean hasTarget(LoadedClasses classes) {
        return false; // any JVM could do this
    }

    @Override
    public String toString() {
        return "write " + file;
    }
}
