package com.acme.kiosk;

import java.nio.ByteBuffer;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.IteratingCallback;

/** A large answer in pieces, each written when the one before it has gone. */
final class Export extends IteratingCallback {
    private static final int PIECE = 64 * 1024;

    private final Response response;
    private final Callback whole;
    private int left;

    Export(Response response, Callback whole, int pieces) {
        this.response = response;
        this.whole = whole;
        this.left = pieces;
    }

    @Override
    protected Action process() {
        if (left-- == 0) {
            return Action.SUCCEEDED;
        }
        response.write(false, ByteBuffer.allocate(PIECE), this);
        return Action.SCHEDULED;
    }

    @Override
    protected void onCompleteSuccess() {
        whole.succeeded();
    }

    @Override
    protected void onCompleteFailure(Throwable cause) {
        whole.failed(cause);
    }
}
