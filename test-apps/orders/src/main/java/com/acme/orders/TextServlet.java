package com.acme.orders;

import java.io.IOException;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

/** Always the same short answer. */
final class TextServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final String type;
    private final String text;

    TextServlet(String type, String text) {
        this.type = type;
        this.text = text;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType(type);
        response.getWriter().print(text);
    }
}
