package com.acme.kiosk;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.servlet.AsyncContext;
import javax.servlet.AsyncEvent;
import javax.servlet.AsyncListener;
import javax.servlet.RequestDispatcher;
import javax.servlet.ServletException;
import javax.servlet.ServletOutputStream;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

/** What may be asked of the kiosk. */
final class OldKioskServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient ScheduledExecutorService scheduler = Executors.newScheduledThreadPool(2);

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        Object included = request.getAttribute(RequestDispatcher.INCLUDE_PATH_INFO);
        String path = included == null ? request.getPathInfo() : included.toString();
        System.out.println("began " + path);
        ServletOutputStream out = response.getOutputStream();
        switch (path) {
            case "/health":
                out.print("UP");
                break;
            case "/live":
                out.print("alive");
                break;
            case "/stream":
                stream(out, number(request, "mb"));
                break;
            case "/upload":
                out.print("received " + sizeOf(request.getInputStream()));
                break;
            case "/stall":
                OldKiosk.stall();
                break;
            case "/session":
                out.print("session " + request.getSession().isNew());
                break;
            case "/error":
                throw new ServletException("out of paper");
            case "/nowhere":
                response.sendError(HttpServletResponse.SC_NOT_FOUND);
                break;
            default:
                dispatch(path, request, response);
        }
    }

    private void dispatch(String path, HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        switch (path) {
            case "/forward":
                request.getRequestDispatcher("/forwarded").forward(request, response);
                break;
            case "/include":
                request.getRequestDispatcher("/included").include(request, response);
                break;
            case "/async":
            case "/dispatch":
                later(request.startAsync(), number(request, "ms"), path.equals("/dispatch"));
                break;
            case "/timeout":
                timeOut(request.startAsync(), number(request, "ms"));
                break;
            default:
                OldKiosk.rest(number(request, "ms"));
                response.getOutputStream().print("done");
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

    private static void stream(ServletOutputStream out, int mib) throws IOException {
        byte[] piece = new byte[64 * 1024];
        for (int left = mib * 16; left > 0; left--) {
            out.write(piece);
        }
    }

    private static long sizeOf(InputStream in) throws IOException {
        byte[] piece = new byte[8192];
        long sum = 0;
        for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
            sum += read;
        }
        return sum;
    }

    private static int number(HttpServletRequest request, String name) {
        String value = request.getParameter(name);
        return value == null ? 0 : Integer.parseInt(value);
    }
}
