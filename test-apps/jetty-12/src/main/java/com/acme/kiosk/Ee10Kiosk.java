package com.acme.kiosk;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;

/** The kiosk as a servlet of jakarta.servlet. */
public final class Ee10Kiosk extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient ScheduledExecutorService scheduler = Executors.newScheduledThreadPool(2);

    public static void main(String[] args) throws Exception {
        ServletContextHandler context = new ServletContextHandler(ServletContextHandler.SESSIONS);
        context.setContextPath("/");
        ServletHolder servlet = new ServletHolder(new Ee10Kiosk());
        servlet.setAsyncSupported(true);
        context.addServlet(servlet, "/*");
        Kiosk.serve(context, args);
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        String path = request.getPathInfo();
        Kiosk.began(path);
        int ms = number(request, "ms");
        ServletOutputStream out = response.getOutputStream();
        switch (path) {
            case "/async" -> later(request.startAsync(), ms, false);
            case "/dispatch" -> later(request.startAsync(), ms, true);
            case "/timeout" -> timeOut(request.startAsync(), ms);
            case "/stream" -> {
                byte[] piece = new byte[64 * 1024];
                for (int left = number(request, "mb") * 16; left > 0; left--) {
                    out.write(piece);
                }
            }
            case "/upload" -> {
                try (InputStream in = request.getInputStream()) {
                    out.print("received " + in.transferTo(java.io.OutputStream.nullOutputStream()));
                }
            }
            case "/forward" -> request.getRequestDispatcher("/forwarded").forward(request, response);
            case "/include" -> {
                // An included request may still show the path of the one that includes it.
                if (request.getAttribute(RequestDispatcher.INCLUDE_REQUEST_URI) == null) {
                    request.getRequestDispatcher("/included").include(request, response);
                } else {
                    out.print(Kiosk.answer(path));
                }
            }
            case "/error" -> throw new ServletException("out of paper");
            case "/session" -> out.print("session " + request.getSession().isNew());
            case "/stall" -> {
                Kiosk.stall();
                out.print("stalled");
            }
            case "/nowhere" -> response.sendError(HttpServletResponse.SC_NOT_FOUND);
            default -> {
                Kiosk.rest(ms);
                out.print(Kiosk.answer(path));
            }
        }
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

    private static int number(HttpServletRequest request, String name) {
        String value = request.getParameter(name);
        return value == null ? 0 : Integer.parseInt(value);
    }
}
