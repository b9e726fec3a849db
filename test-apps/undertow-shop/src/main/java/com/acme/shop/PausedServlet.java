package com.acme.shop;

import java.io.IOException;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

/** What the shop's servlet forwards to and includes. */
public final class PausedServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Pause.millis(Integer.parseInt(request.getParameter("ms")));
        response.getOutputStream().write("done".getBytes());
    }
}
