package com.acme.orders;

import javax.servlet.http.HttpServletRequest;

/** Numbers in the query string. */
final class Parameters {
    static int number(HttpServletRequest request, String name, int otherwise) {
        String value = request.getParameter(name);
        return value == null ? otherwise : Integer.parseInt(value);
    }

    private Parameters() {}
}
