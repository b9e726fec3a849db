package dev.lastcall.it.undertow;

import dev.lastcall.it.http.Service;
import dev.lastcall.it.http.Vanishing;
import java.util.List;

/** The oldest and the newest version. */
class UndertowVanishingIT extends Vanishing {
    static List<Service.Cell> cells() {
        return Shops.ends();
    }
}
