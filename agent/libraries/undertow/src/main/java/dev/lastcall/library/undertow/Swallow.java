package dev.lastcall.library.undertow;

import io.undertow.server.ServerConnection;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.concurrent.TimeUnit;
import org.xnio.XnioIoThread;
import org.xnio.XnioWorker;
import org.xnio.channels.StreamSinkChannel;
import org.xnio.channels.StreamSourceChannel;
import org.xnio.conduits.ConduitStreamSinkChannel;
import org.xnio.conduits.StreamSinkConduit;
import org.xnio.conduits.WriteReadyHandler;

/** Takes all that is written and sends nothing of it: for handlers whose request the agent has answered. */
final class Swallow implements StreamSinkConduit {

    private final ServerConnection connection;
    private volatile WriteReadyHandler handler;
    private volatile boolean resumed;
    private volatile boolean shut;

    private Swallow(ServerConnection connection) {
        this.connection = connection;
    }

    static StreamSinkChannel channel(ServerConnection connection) {
        return new ConduitStreamSinkChannel(connection, new Swallow(connection));
    }

    @Override
    public int write(ByteBuffer source) {
        int length = source.remaining();
        source.position(source.limit());
        return length;
    }

    @Override
    public long write(ByteBuffer[] sources, int offset, int length) {
        long sum = 0;
        for (int i = offset; i < offset + length; i++) {
            sum += write(sources[i]);
        }
        return sum;
    }

    @Override
    public int writeFinal(ByteBuffer source) {
        shut = true;
        return write(source);
    }

    @Override
    public long writeFinal(ByteBuffer[] sources, int offset, int length) {
        shut = true;
        return write(sources, offset, length);
    }

    @Override
    public long transferFrom(FileChannel source, long position, long count) throws IOException {
        return Math.max(0, Math.min(count, source.size() - position));
    }

    @Override
    public long transferFrom(StreamSourceChannel source, long count, ByteBuffer through) throws IOException {
        through.clear().limit((int) Math.min(count, through.capacity()));
        int read = source.read(through);
        through.clear().limit(0);
        return read;
    }

    @Override
    public void terminateWrites() {
        shut = true;
    }

    @Override
    public void truncateWrites() {
        shut = true;
    }

    @Override
    public boolean flush() {
        return true;
    }

    @Override
    public boolean isWriteShutdown() {
        return shut;
    }

    /** Always writable: the listener is called, on the thread that it expects, until it no longer wants to write. */
    @Override
    public void resumeWrites() {
        if (!resumed) {
            resumed = true;
            callSoon();
        }
    }

    @Override
    public void wakeupWrites() {
        resumed = true;
        callSoon();
    }

    private void callSoon() {
        getWriteThread().execute(new Runnable() {
            @Override
            public void run() {
                WriteReadyHandler called = handler;
                if (resumed && called != null) {
                    called.writeReady();
                    if (resumed && !shut) {
                        callSoon();
                    }
                }
            }
        });
    }

    @Override
    public void suspendWrites() {
        resumed = false;
    }

    @Override
    public boolean isWriteResumed() {
        return resumed;
    }

    @Override
    public void awaitWritable() {}

    @Override
    public void awaitWritable(long time, TimeUnit unit) {}

    @Override
    public XnioIoThread getWriteThread() {
        return connection.getIoThread();
    }

    @Override
    public XnioWorker getWorker() {
        return connection.getWorker();
    }

    @Override
    public void setWriteReadyHandler(WriteReadyHandler newHandler) {
        handler = newHandler;
    }
}
