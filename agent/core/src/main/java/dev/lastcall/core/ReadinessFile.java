package dev.lastcall.core;

import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The file of {@code readiness.file}, for exec probes. Only what Last Call has written is ever deleted or overwritten: a regular
 * file, made by this process, or by an earlier one, which its text tells. Whatever else stands under the name, such as a
 * device, a link or somebody's file, is left as it is. Thread-safe.
 */
public final class ReadinessFile {

    private static final byte[] TEXT = "ready\n".getBytes(StandardCharsets.US_ASCII);

    private final File file;

    /** Whether something else stands under the name, which has been said. */
    private boolean foreign;

    private boolean written;
    private boolean removed;

    ReadinessFile(String path) {
        this.file = new File(path);
    }

    /** Removes what an earlier process has left, which would lie until this one is ready. */
    synchronized void removeStale() throws IOException {
        if (file.exists()) {
            if (!isOurs(file)) {
                foreign = true;
                throw new IOException(file + " was not written by Last Call, it is left as it is");
            }
            delete(file);
        }
    }

    /** Writes it, unless it was removed for good, or the name is taken. */
    synchronized void write() throws IOException {
        if (written || removed || foreign) {
            return;
        }
        if (!file.createNewFile()) { // which follows no link
            throw new IOException(file + " is there already, it is left as it is");
        }
        written = true;
        try (FileOutputStream out = new FileOutputStream(file)) {
            out.write(TEXT);
        }
    }

    /** Removes it, if this process has written it, and lets it be written no more. */
    public synchronized void remove() throws IOException {
        removed = true;
        if (written) {
            written = false;
            if (isRegular(file)) {
                delete(file);
            } else if (file.exists()) {
                throw new IOException(file + " has been replaced, it is left as it is");
            }
        }
    }

    private static void delete(File file) throws IOException {
        if (!file.delete() && file.exists()) {
            throw new IOException("cannot delete the readiness file " + file);
        }
    }

    private static boolean isOurs(File file) throws IOException {
        if (!isRegular(file) || file.length() != TEXT.length) {
            return false;
        }
        byte[] text = new byte[TEXT.length];
        try (InputStream in = new FileInputStream(file)) {
            return in.read(text) == TEXT.length && Arrays.equals(text, TEXT);
        }
    }

    /** And no link to one: its real path is its name in the folder's real path. Without NIO, which premain must not touch. */
    private static boolean isRegular(File file) throws IOException {
        File absolute = file.getAbsoluteFile();
        File folder = absolute.getParentFile();
        return folder != null
                && file.isFile()
                && absolute.getCanonicalFile().equals(new File(folder.getCanonicalFile(), file.getName()));
    }
}
