package com.acme.orders;

import javax.servlet.ServletException;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

/** {@code GET /exit?code=..&ms=..}: the operators' way to restart the service, from the days before systemd. */
public final class ExitServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws ServletException {
        try {
            Thread.sleep(Parameters.number(request, "ms", 0));
        } catch (InterruptedException e) {
            throw new ServletException("Exit was interrupted", e);
        }
        System.exit(Parameters.number(request, "code", 0));
    }
}
