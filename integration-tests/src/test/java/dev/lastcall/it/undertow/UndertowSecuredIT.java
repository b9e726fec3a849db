package dev.lastcall.it.undertow;

import dev.lastcall.harness.App;
import dev.lastcall.it.http.Secured;
import dev.lastcall.it.http.Service;
import dev.lastcall.matrix.Matrix;
import dev.lastcall.matrix.Version;
import java.util.List;

class UndertowSecuredIT extends Secured {
    static List<Service.Cell> cells() {
        return Service.onOneJdk(Matrix.versions("undertow").stream()
                .map(version -> Service.of(version, false, () -> shop(version)))
                .toArray(Service[]::new));
    }

    private static App shop(Version version) {
        return App.of("com.acme.shop.HandlerShop", App.classesOf(Shop.module(version)), version.jars());
    }
}
