package com.acme.kiosk;

import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Counts what is uploaded, without a thread that waits for it. */
final class Upload implements Runnable {
    private final Request request;
    private final Response response;
    private final Callback callback;
    private long sum;

    Upload(Request request, Response response, Callback callback) {
        this.request = request;
        this.response = response;
        this.callback = callback;
    }

    @Override
    public void run() {
        while (true) {
            Content.Chunk chunk = request.read();
            if (chunk == null) {
                request.demand(this);
                return;
            }
            if (Content.Chunk.isFailure(chunk)) {
                callback.failed(chunk.getFailure());
                return;
            }
            sum += chunk.remaining();
            boolean last = chunk.isLast();
            chunk.release();
            if (last) {
                PlainKiosk.write(response, "received " + sum, callback);
                return;
            }
        }
    }
}
