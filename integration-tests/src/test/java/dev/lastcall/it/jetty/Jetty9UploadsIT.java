package dev.lastcall.it.jetty;

import dev.lastcall.it.http.Service;
import dev.lastcall.it.http.UnreadUploads;
import java.util.List;

class Jetty9UploadsIT extends UnreadUploads {
    static List<Service.Cell> cells() {
        return Service.onOneJdk(Jetty9.KIOSK);
    }
}
