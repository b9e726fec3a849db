package dev.lastcall.library.undertow;

import dev.lastcall.core.Core;
import dev.lastcall.weaver.Line;
import dev.lastcall.weaver.Point;

/**
 * Undertow 1.4 to 2.4 with the XNIO below it, stand-alone or under servlets. The classes of this line use only members that
 * have the same descriptor in all of these versions, and no servlet types, which moved from javax to jakarta.
 *
 * <p>Two halves, each made when the first of its points is reached: where Undertow and XNIO are modules of their own, neither
 * half could load the other's types.
 */
public final class Undertow implements Line {

    private final Core core;
    private Http http;
    private Listeners listeners;

    public Undertow(Core core) {
        this.core = core;
    }

    @Override
    public Point point(String call) {
        switch (call) {
            case "accepts":
            case "acceptsOn":
            case "opens":
            case "opened":
            case "listens":
            case "closes":
                return listeners().point(call);
            case "hears":
                return new Point() {
                    @Override
                    public Object reached(Object conduit, Object count) {
                        if (core.gate().isDraining()) { // it is not open either where requests are limited
                            Input.heard(conduit, (Number) count, core.clock());
                        }
                        return null;
                    }
                };
            default:
                return http().point(call);
        }
    }

    private synchronized Http http() {
        if (http == null) {
            http = new Http(core);
        }
        return http;
    }

    private synchronized Listeners listeners() {
        if (listeners == null) {
            listeners = new Listeners(core, this);
        }
        return listeners;
    }

    /** Empty before the first connection. Not to be asked for where XNIO cannot see Undertow: it is made of its types. */
    synchronized Connections connections() {
        return http == null ? Connections.none(core) : http.connections();
    }
}
