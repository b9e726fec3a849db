package dev.lastcall;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * A jar that lies in another one. Who opens that one, as the JVM does with its agent, goes through all of its entries before
 * main, but not through those of this one. Both are stored, not compressed, as the build makes them. Thread-safe.
 *
 * <p>Of the format (APPNOTE.TXT of PKWARE, 4.3) only what that needs: no comment at the end, nothing beyond 2 GB.
 */
final class StoredJar {

    private static final int END_SIZE = 22;
    private static final int END_MAGIC = 0x06054b50;
    private static final int ENTRY_SIZE = 46;
    private static final int ENTRY_MAGIC = 0x02014b50;
    private static final int HEADER_SIZE = 30;
    private static final int HEADER_MAGIC = 0x04034b50;

    private final File jar;

    /** Guarded by itself. */
    private final RandomAccessFile file;

    /** Where this jar begins in the other one. */
    private final long from;

    private final byte[] directory;

    /** By the name of an entry, where the directory tells of it. */
    private final Map<String, Integer> entries = new HashMap<String, Integer>();

    /** @throws IOException if the jar cannot be read, or is not as it was built */
    StoredJar(File jar, String name) throws IOException {
        this.jar = jar;
        this.file = new RandomAccessFile(jar, "r");
        boolean opened = false;
        try {
            byte[] outer = directory(0, file.length());
            int at = 0;
            while (at < outer.length && !name(outer, at).equals(name)) {
                at = next(outer, at);
            }
            if (at == outer.length) {
                throw notAsBuilt(name + " is missing");
            }
            this.from = dataOf(outer, at, 0);
            this.directory = directory(from, int4(outer, at + 24));
            for (at = 0; at < directory.length; at = next(directory, at)) {
                entries.put(name(directory, at), at);
            }
            opened = true;
        } finally {
            if (!opened) {
                file.close();
            }
        }
    }

    /** The bytes of an entry, or null if there is none of this name. */
    byte[] bytesOf(String name) throws IOException {
        Integer at = entries.get(name);
        return at == null ? null : read(dataOf(directory, at, from), int4(directory, at + 24));
    }

    private byte[] directory(long begin, long length) throws IOException {
        check(length >= END_SIZE, "its end");
        byte[] end = read(begin + length - END_SIZE, END_SIZE);
        check(int4(end, 0) == END_MAGIC, "its end");
        return read(begin + int4(end, 16), int4(end, 12));
    }

    private static String name(byte[] directory, int at) {
        return new String(directory, at + ENTRY_SIZE, int2(directory, at + 28), StandardCharsets.ISO_8859_1);
    }

    private int next(byte[] directory, int at) throws IOException {
        check(int4(directory, at) == ENTRY_MAGIC, "its directory");
        return at + ENTRY_SIZE + int2(directory, at + 28) + int2(directory, at + 30) + int2(directory, at + 32);
    }

    private long dataOf(byte[] directory, int at, long begin) throws IOException {
        if (int2(directory, at + 10) != 0) {
            throw notAsBuilt(name(directory, at) + " is compressed");
        }
        long headerAt = begin + int4(directory, at + 42);
        byte[] header = read(headerAt, HEADER_SIZE);
        check(int4(header, 0) == HEADER_MAGIC, name(directory, at));
        return headerAt + HEADER_SIZE + int2(header, 26) + int2(header, 28);
    }

    private byte[] read(long at, int length) throws IOException {
        byte[] bytes = new byte[length];
        synchronized (file) {
            file.seek(at);
            file.readFully(bytes);
        }
        return bytes;
    }

    private void check(boolean right, String what) throws IOException {
        if (!right) {
            throw notAsBuilt(what + " is not where it was");
        }
    }

    private IOException notAsBuilt(String why) {
        return new IOException(jar + " is not as it was built: " + why);
    }

    private static int int4(byte[] bytes, int at) {
        return int2(bytes, at) | int2(bytes, at + 2) << 16;
    }

    private static int int2(byte[] bytes, int at) {
        return bytes[at] & 0xFF | (bytes[at + 1] & 0xFF) << 8;
    }
}
