package dev.lastcall.it.netty;

import dev.lastcall.harness.App;
import dev.lastcall.harness.Keys;
import dev.lastcall.it.http.Secured;
import dev.lastcall.it.http.Service;
import java.util.List;
import java.util.regex.Pattern;

class NettySecuredIT extends Secured {
    static List<Service.Cell> cells() {
        return Service.onOneJdk(Netty.onOneJdk()
                .map(netty -> Service.of(netty.version(), false, netty::plainQuotes))
                .toArray(Service[]::new));
    }

    @Override
    protected App secured(App app, Keys keys) {
        return app.argument(keys.certificate().toString()).argument(keys.key().toString());
    }

    @Override
    protected String slow() {
        return "/later?n=1200";
    }

    @Override
    protected Pattern reached() {
        return Pattern.compile("asked for /later");
    }
}
