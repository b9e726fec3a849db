package com.acme.orders;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import javax.servlet.ServletException;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

/**
 * {@code GET /stream?mb=..[&ms=..][&length=1]}: an export of that many MiB in pieces of 64 KiB, {@code ms} apart, chunked
 * unless its length is asked for.
 */
public final class StreamServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final int PIECE = 64 * 1024;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        int megabytes = Parameters.number(request, "mb", 1);
        int pause = Parameters.number(request, "ms", 0);
        response.setContentType("application/octet-stream");
        if (Parameters.number(request, "length", 0) == 1) {
            response.setContentLengthLong(megabytes * 1024L * 1024L);
        }
        byte[] piece = new byte[PIECE];
        Arrays.fill(piece, (byte) 'x');
        OutputStream out = response.getOutputStream();
        for (int left = megabytes * 16; left > 0; left--) {
            out.write(piece);
            out.flush();
            rest(pause);
        }
    }

    private static void rest(int millis) throws ServletException {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new ServletException("Export was interrupted", e);
        }
    }
}
