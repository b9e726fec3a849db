package dev.lastcall.it.undertow;

import dev.lastcall.it.http.Listeners;
import dev.lastcall.it.http.Service;
import java.util.List;

/** Listeners that the shop opens itself, so that it can stall one. */
class UndertowListenersIT extends Listeners {
    static List<Service.Cell> cells() {
        return Shops.ownListeners();
    }
}
