package dev.lastcall.it.jetty92;

import dev.lastcall.it.http.Service;
import dev.lastcall.it.http.UnreadUploads;
import java.util.List;

class Jetty92UploadsIT extends UnreadUploads {
    static List<Service.Cell> cells() {
        return Jetty92.onOneJdk();
    }
}
