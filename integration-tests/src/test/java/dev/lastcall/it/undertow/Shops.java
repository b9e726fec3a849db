package dev.lastcall.it.undertow;

import dev.lastcall.harness.App;
import dev.lastcall.it.http.Service;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** The shop as the tests see it that all HTTP servers share. */
final class Shops {

    /** Handlers and servlets on each version and JDK. */
    static List<Service.Cell> all() {
        return Stream.concat(
                        cells(Shop.all(), false, Shops::handlers).stream(),
                        cells(Shop.all(), true, shop -> servlets(shop, "/")).stream())
                .toList();
    }

    /** Handlers on each version. */
    static List<Service.Cell> each() {
        return cells(Shop.each(), false, Shops::handlers);
    }

    /** Handlers on the oldest and the newest version: XNIO 3.3 and 3.8 below them accept in different ways. */
    static List<Service.Cell> ends() {
        return cells(Shop.ends(), false, Shops::handlers);
    }

    /** The same on each version and JDK, with listeners that the shop opens itself. */
    static List<Service.Cell> ownListeners() {
        return cells(Shop.all(), false, shop -> handlers(shop).argument("own-listener"));
    }

    /** Servlets on each version. */
    static List<Service.Cell> servlets() {
        return servletsUnder("/");
    }

    static List<Service.Cell> servletsUnder(String context) {
        return cells(Shop.each(), true, shop -> servlets(shop, context));
    }

    /** The same with HTTP/2, a chat and a till. */
    static List<Service.Cell> streams() {
        return cells(Shop.ends(), false, shop -> handlers(shop).argument("streams"));
    }

    private static App handlers(Shop shop) {
        return shop.plain("com.acme.shop.HandlerShop");
    }

    private static App servlets(Shop shop, String context) {
        return shop.plain("com.acme.shop.ServletShop").argument(context);
    }

    private static List<Service.Cell> cells(List<Shop> shops, boolean servlets, Function<Shop, App> application) {
        return shops.stream()
                .map(shop -> new Service.Cell(
                        Service.of(shop.version(), servlets, () -> application.apply(shop)), shop.jdk()))
                .toList();
    }

    private Shops() {}
}
