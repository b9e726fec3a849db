package dev.lastcall.it.jetty12;

import dev.lastcall.it.http.Service;
import dev.lastcall.it.http.UnreadUploads;
import java.util.List;

class Jetty12UploadsIT extends UnreadUploads {
    static List<Service.Cell> cells() {
        return Service.onOneJdk(Jetty12.some());
    }
}
