package com.acme.orders;

import java.io.IOException;
import javax.servlet.ServletException;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

/** {@code GET /slow?ms=..}: a report that takes as long as it takes. */
public final class SlowServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        try {
            Thread.sleep(Parameters.number(request, "ms", 1000));
        } catch (InterruptedException e) {
            throw new ServletException("Report was interrupted", e);
        }
        response.setContentType("text/plain");
        response.getWriter().println("done");
    }
}
