package dev.lastcall.library.sockets;

import dev.lastcall.core.Core;
import dev.lastcall.weaver.Line;
import dev.lastcall.weaver.Point;
import java.nio.channels.Channel;

/** The sockets of the JDK that listen. */
public final class Sockets implements Line {

    private final Core core;

    public Sockets(Core core) {
        this.core = core;
    }

    @Override
    public Point point(String call) {
        return new Point() {
            @Override
            public Object reached(Object channel, Object none) throws Exception {
                if (core.openings().isRefused()) {
                    ((Channel) channel).close();
                }
                return null;
            }
        };
    }
}
