package com.acme.kiosk;

import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;

/** The kiosk without servlets: one handler, whose answers may come from any thread. */
public final class PlainKiosk extends Handler.Abstract {
    private final ScheduledExecutorService scheduler = Executors.newScheduledThreadPool(2);

    public static void main(String[] args) throws Exception {
        Kiosk.serve(PlainKiosk::new, args);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        String path = Request.getPathInContext(request);
        Kiosk.began(path);
        Fields parameters = Request.extractQueryParameters(request);
        int ms = number(parameters, "ms");
        switch (path) {
            case "/async" -> scheduler.schedule(() -> write(response, "later", callback), ms, TimeUnit.MILLISECONDS);
            case "/stream" -> new Export(response, callback, number(parameters, "mb") * 16).iterate();
            case "/ledger" -> { // written by one at a time
                long sum;
                synchronized (this) {
                    System.out.println("writes " + path);
                    sum = Content.Source.asInputStream(request).transferTo(OutputStream.nullOutputStream());
                }
                write(response, "received " + sum, callback);
            }
            case "/upload", "/upload-async" -> new Upload(request, response, callback).run();
            case "/error" -> throw new IllegalStateException("out of paper");
            case "/stall" -> {
                Kiosk.stall();
                write(response, "stalled", callback);
            }
            case "/nowhere" -> {
                return false;
            }
            default -> {
                Kiosk.rest(ms);
                write(response, Kiosk.answer(path), callback);
            }
        }
        return true;
    }

    static void write(Response response, String text, Callback callback) {
        response.write(true, ByteBuffer.wrap(text.getBytes()), callback);
    }

    private static int number(Fields parameters, String name) {
        String value = parameters.getValue(name);
        return value == null ? 0 : Integer.parseInt(value);
    }
}
