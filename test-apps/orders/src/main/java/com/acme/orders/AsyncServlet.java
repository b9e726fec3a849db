package com.acme.orders;

import java.io.IOException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.servlet.AsyncContext;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code GET /async?ms=..}: gives its thread back at once; the answer comes {@code ms} later from the scheduler. */
final class AsyncServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(AsyncServlet.class);

    private final transient ScheduledExecutorService scheduler;

    AsyncServlet(ScheduledExecutorService scheduler) {
        this.scheduler = scheduler;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) {
        AsyncContext async = request.startAsync();
        scheduler.schedule(() -> answer(async), Parameters.number(request, "ms", 100), TimeUnit.MILLISECONDS);
    }

    private static void answer(AsyncContext async) {
        try {
            async.getResponse().setContentType("text/plain");
            async.getResponse().getWriter().println("later");
        } catch (IOException e) {
            LOG.warn("Nobody there to answer", e);
        } finally {
            async.complete();
        }
    }
}
