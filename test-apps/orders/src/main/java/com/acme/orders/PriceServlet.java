package com.acme.orders;

import java.io.IOException;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

/** {@code POST /prices?article=..&cents=..} and {@code GET /prices?article=..}. */
final class PriceServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient PriceCache prices;

    PriceServlet(PriceCache prices) {
        this.prices = prices;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Integer cents = prices.get(request.getParameter("article"));
        response.setContentType("text/plain");
        response.getWriter().println(cents == null ? "unknown" : cents.toString());
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) {
        prices.put(request.getParameter("article"), Parameters.number(request, "cents", 0));
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    }
}
