package com.acme.shop;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.servlet.AsyncContext;
import javax.servlet.AsyncEvent;
import javax.servlet.AsyncListener;
import javax.servlet.ServletException;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

/** All that the shop can do, by path; prints {@code began <path>} when a request has reached it. */
public final class ShopServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final ScheduledExecutorService SCHEDULER = Executors.newScheduledThreadPool(2);

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        String path = request.getPathInfo();
        int ms = number(request, "ms");
        if (!path.equals("/health") && !path.equals("/live")) {
            System.out.println("began " + path);
        }
        switch (path) {
            case "/health":
                response.setContentType("application/json");
                write(response, "{\"status\":\"UP\"}");
                return;
            case "/live":
                write(response, "{\"alive\":true}");
                return;
            case "/async":
                AsyncContext async = request.startAsync();
                async.setTimeout(0);
                SCHEDULER.schedule(() -> answer(async), ms, TimeUnit.MILLISECONDS);
                return;
            case "/stream":
                stream(response, number(request, "mb"));
                return;
            case "/upload":
                write(response, "received " + read(request.getInputStream()));
                return;
            case "/ledger": // written by one at a time
                synchronized (this) {
                    System.out.println("writes " + path);
                    write(response, "received " + read(request.getInputStream()));
                }
                return;
            case "/error":
                throw new ServletException("the shop is broken");
            case "/send-error":
                response.sendError(409);
                return;
            case "/nowhere":
                response.sendError(404);
                return;
            case "/session":
                write(response, "session " + request.getSession().isNew());
                return;
            case "/dispatch":
                AsyncContext later = request.startAsync();
                SCHEDULER.schedule(() -> later.dispatch("/paused?ms=0"), ms, TimeUnit.MILLISECONDS);
                return;
            case "/timeout":
                AsyncContext never = request.startAsync();
                never.setTimeout(ms);
                never.addListener(new TooLate(never));
                return;
            case "/forward":
                request.getRequestDispatcher("/paused?ms=" + ms).forward(request, response);
                return;
            case "/include":
                request.getRequestDispatcher("/paused?ms=" + ms).include(request, response);
                return;
            default:
                Pause.millis(ms);
                write(response, "done");
        }
    }

    /** Answers 504 for what has not been answered. */
    private static final class TooLate implements AsyncListener {
        private final AsyncContext async;

        TooLate(AsyncContext async) {
            this.async = async;
        }

        @Override
        public void onTimeout(AsyncEvent event) {
            ((HttpServletResponse) async.getResponse()).setStatus(HttpServletResponse.SC_GATEWAY_TIMEOUT);
            async.complete();
        }

        @Override
        public void onComplete(AsyncEvent event) {}

        @Override
        public void onError(AsyncEvent event) {}

        @Override
        public void onStartAsync(AsyncEvent event) {}
    }

    private static void answer(AsyncContext async) {
        try {
            write((HttpServletResponse) async.getResponse(), "later");
        } catch (IOException e) {
            System.out.println("nobody there to answer");
        } finally {
            async.complete();
        }
    }

    private static void stream(HttpServletResponse response, int megabytes) throws IOException {
        byte[] piece = new byte[64 * 1024];
        OutputStream out = response.getOutputStream();
        for (int left = megabytes * 16; left > 0; left--) {
            out.write(piece);
            out.flush();
        }
    }

    private static long read(InputStream in) throws IOException {
        long sum = 0;
        byte[] piece = new byte[8192];
        for (int count = in.read(piece); count >= 0; count = in.read(piece)) {
            sum += count;
        }
        return sum;
    }

    private static void write(HttpServletResponse response, String text) throws IOException {
        response.getOutputStream().write(text.getBytes());
    }

    private static int number(HttpServletRequest request, String name) {
        String value = request.getParameter(name);
        return value == null ? 0 : Integer.parseInt(value);
    }
}
