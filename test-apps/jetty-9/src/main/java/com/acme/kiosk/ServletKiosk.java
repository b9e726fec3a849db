package com.acme.kiosk;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.servlet.AsyncContext;
import javax.servlet.AsyncEvent;
import javax.servlet.AsyncListener;
import javax.servlet.ReadListener;
import javax.servlet.RequestDispatcher;
import javax.servlet.ServletException;
import javax.servlet.ServletInputStream;
import javax.servlet.ServletOutputStream;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.servlet.ServletContextHandler;
import org.eclipse.jetty.servlet.ServletHolder;

/** The kiosk as a servlet. */
public final class ServletKiosk extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient ScheduledExecutorService scheduler = Executors.newScheduledThreadPool(2);

    public static void main(String[] args) throws Exception {
        Kiosk.serve(ServletKiosk::handler, args);
    }

    static Handler handler() {
        ServletContextHandler context = new ServletContextHandler(ServletContextHandler.SESSIONS);
        context.setContextPath(System.getProperty("context", "/"));
        ServletHolder servlet = new ServletHolder(new ServletKiosk());
        servlet.setAsyncSupported(true);
        context.addServlet(servlet, "/*");
        return context;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        Object included = request.getAttribute("javax.servlet.include.path_info");
        String path = included == null ? request.getPathInfo() : included.toString();
        Kiosk.began(path);
        int ms = number(request, "ms");
        ServletOutputStream out = response.getOutputStream();
        switch (path) {
            case "/async":
                later(request.startAsync(), ms, false);
                break;
            case "/dispatch":
                later(request.startAsync(), ms, true);
                break;
            case "/timeout":
                timeOut(request.startAsync(), ms);
                break;
            case "/stream":
                byte[] piece = new byte[64 * 1024];
                for (int left = number(request, "mb") * 16; left > 0; left--) {
                    out.write(piece);
                }
                break;
            case "/upload":
                out.print("received " + length(request.getInputStream()));
                break;
            case "/ledger": // written by one at a time
                synchronized (this) {
                    System.out.println("writes " + path);
                    out.print("received " + length(request.getInputStream()));
                }
                break;
            case "/upload-async":
                request.startAsync().setTimeout(0);
                request.getInputStream().setReadListener(new AsyncUpload(request));
                break;
            case "/forward":
                request.getRequestDispatcher("/forwarded").forward(request, response);
                break;
            case "/include":
                // An included request may still show the path of the one that includes it.
                if (request.getAttribute(RequestDispatcher.INCLUDE_REQUEST_URI) == null) {
                    request.getRequestDispatcher("/included").include(request, response);
                } else {
                    out.print(Kiosk.answer(path));
                }
                break;
            case "/error":
                throw new ServletException("out of paper");
            case "/session":
                out.print("session " + request.getSession().isNew());
                break;
            case "/stall":
                Kiosk.stall();
                out.print("stalled");
                break;
            case "/nowhere":
                response.sendError(HttpServletResponse.SC_NOT_FOUND);
                break;
            default:
                Kiosk.rest(ms);
                out.print(Kiosk.answer(path));
        }
    }

    private static long length(InputStream in) throws IOException {
        byte[] piece = new byte[8192];
        long sum = 0;
        for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
            sum += read;
        }
        return sum;
    }

    private void later(AsyncContext async, int ms, boolean dispatch) {
        async.setTimeout(0);
        scheduler.schedule(
                () -> {
                    if (dispatch) {
                        async.dispatch("/dispatched");
                        return;
                    }
                    try {
                        async.getResponse().getOutputStream().print("later");
                    } catch (IOException gone) {
                        System.out.println("failed");
                    }
                    async.complete();
                },
                ms,
                TimeUnit.MILLISECONDS);
    }

    private static void timeOut(AsyncContext async, int ms) {
        async.setTimeout(ms);
        async.addListener(new AsyncListener() {
            @Override
            public void onTimeout(AsyncEvent event) throws IOException {
                ((HttpServletResponse) async.getResponse()).setStatus(HttpServletResponse.SC_GATEWAY_TIMEOUT);
                async.complete();
            }

            @Override
            public void onComplete(AsyncEvent event) {}

            @Override
            public void onError(AsyncEvent event) {}

            @Override
            public void onStartAsync(AsyncEvent event) {}
        });
    }

    /** Counts what is uploaded, without a thread that waits for it. */
    private static final class AsyncUpload implements ReadListener {
        private final AsyncContext async;
        private final ServletInputStream in;
        private final byte[] piece = new byte[8192];
        private long sum;

        AsyncUpload(HttpServletRequest request) throws IOException {
            async = request.getAsyncContext();
            in = request.getInputStream();
        }

        @Override
        public void onDataAvailable() throws IOException {
            while (in.isReady() && !in.isFinished()) {
                sum += Math.max(0, in.read(piece));
            }
        }

        @Override
        public void onAllDataRead() throws IOException {
            async.getResponse().getOutputStream().print("received " + sum);
            async.complete();
        }

        @Override
        public void onError(Throwable failure) {
            async.complete();
        }
    }

    private static int number(HttpServletRequest request, String name) {
        String value = request.getParameter(name);
        return value == null ? 0 : Integer.parseInt(value);
    }
}
