package com.acme.orders;

import java.io.IOException;
import java.sql.SQLException;
import javax.servlet.ServletException;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

/** {@code POST /orders?id=..[&ms=..]}: answers 201 when the order is committed. */
final class OrderServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient OrderStore orders;
    private final transient AuditTrail auditTrail;

    OrderServlet(OrderStore orders, AuditTrail auditTrail) {
        this.orders = orders;
        this.auditTrail = auditTrail;
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        String id = request.getParameter("id");
        if (id == null) {
            response.sendError(HttpServletResponse.SC_BAD_REQUEST, "id is missing");
            return;
        }
        try {
            orders.place(id, Parameters.number(request, "ms", 0));
        } catch (SQLException | InterruptedException e) {
            throw new ServletException("Order " + id + " was not placed", e);
        }
        auditTrail.record(id);
        response.setStatus(HttpServletResponse.SC_CREATED);
        response.setContentType("application/json");
        response.getWriter().println("{\"placed\":true}");
    }
}
