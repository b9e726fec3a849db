package dev.lastcall.it.undertow;

import dev.lastcall.it.http.Service;
import dev.lastcall.it.http.UnreadUploads;
import java.util.List;

class UndertowUploadsIT extends UnreadUploads {
    static List<Service.Cell> cells() {
        return Shops.ends();
    }
}
