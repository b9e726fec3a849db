package dev.lastcall.harness;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** How fast a client reads or writes: pieces of at most so many bytes, so far apart. */
public record Pace(int piece, Duration apart) {
    public static final Pace FULL = new Pace(Integer.MAX_VALUE, Duration.ZERO);

    public static Pace bytesPerSecond(int bytes) {
        return new Pace(Math.max(1, bytes / 50), Duration.ofMillis(20));
    }

    void write(OutputStream out, byte[] bytes) throws IOException {
        for (int from = 0; from < bytes.length; ) {
            int count = Math.min(piece, bytes.length - from);
            out.write(bytes, from, count);
            out.flush();
            from += count;
            if (from < bytes.length) {
                pause();
            }
        }
    }

    InputStream slow(InputStream in) {
        return this == FULL ? in : new SlowInput(in, this);
    }

    private void pause() {
        long end = System.nanoTime() + apart.toNanos();
        for (long left = apart.toNanos(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private static final class SlowInput extends FilterInputStream {
        private final Pace pace;
        private int credit;

        SlowInput(InputStream in, Pace pace) {
            super(in);
            this.pace = pace;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (credit == 0) {
                pace.pause();
                credit = pace.piece();
            }
            int count = in.read(into, offset, Math.min(length, credit));
            credit -= Math.max(0, count);
            return count;
        }
    }
}
