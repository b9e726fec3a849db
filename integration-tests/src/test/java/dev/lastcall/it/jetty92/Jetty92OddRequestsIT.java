package dev.lastcall.it.jetty92;

import dev.lastcall.it.http.OddRequests;
import dev.lastcall.it.http.Service;
import java.util.List;

class Jetty92OddRequestsIT extends OddRequests {
    static List<Service.Cell> cells() {
        return Jetty92.onOneJdk();
    }

    /** It takes a line without a colon for a header without a value. */
    @Override
    protected boolean refusesMalformedRequests() {
        return false;
    }
}
