package dev.lastcall.library.netty4;

import dev.lastcall.core.Core;
import dev.lastcall.weaver.Line;
import dev.lastcall.weaver.Point;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.channel.EventLoop;
import java.nio.channels.ServerSocketChannel;
import java.util.List;

/**
 * Netty 4.0 to 4.2. The classes of this line use only members that have the same descriptor in all of these versions; those
 * that know HTTP are loaded when there is an HTTP codec, whose jar a service need not have.
 */
public final class Netty4 implements Line {

    private final Core core;
    private final Loops loops;
    private final Connections connections;
    private final Hangup hangup;
    private final Listeners listeners;
    private final Silence silence;
    private volatile Arrivals arrivals;
    private volatile Departures departures;

    public Netty4(Core core) {
        this.core = core;
        loops = new Loops(core);
        connections = new Connections(core);
        hangup = new Hangup(core.bell());
        listeners = new Listeners(core, connections, hangup);
        silence = new Silence(core, connections);
    }

    @Override
    public void adopt() {
        if (core.gate().isDraining()) {
            silence.drainBegins();
            if (departures != null) {
                Requests.prepare();
            }
        }
    }

    @Override
    public Point point(String call) {
        switch (call) {
            case "nioListener":
                return new Point() {
                    @Override
                    public Object reached(Object channel, Object socket) {
                        ListeningSocket.made((Channel) channel, (ServerSocketChannel) socket);
                        return null;
                    }
                };
            case "binds":
                return new Point() {
                    @Override
                    public Object reached(Object promise, Object none) {
                        return listeners.mayBind((ChannelPromise) promise) ? null : LastCall.SKIP;
                    }
                };
            case "bound":
                return new Point() {
                    @Override
                    public Object reached(Object promise, Object none) {
                        listeners.bound(((ChannelPromise) promise).channel());
                        return null;
                    }
                };
            case "registers":
                return new Point() {
                    @Override
                    public Object reached(Object loop, Object promise) {
                        if (loop != null) { // Netty is about to refuse that
                            loops.uses((EventLoop) loop);
                        }
                        Channel channel = ((ChannelPromise) promise).channel();
                        listeners.registers(channel);
                        Connection connection = connections.of(channel);
                        if (connection != null && loop != null) {
                            connection.registersWith((EventLoop) loop);
                            if (core.gate().isDraining()) {
                                silence.await(connection); // until what its client has sent was read
                            }
                        }
                        return null;
                    }
                };
            case "madeEpollLoop":
                return new Point() {
                    @Override
                    public Object reached(Object loop, Object none) {
                        loops.made(loop);
                        return null;
                    }
                };
            default:
                return trafficPoint(call);
        }
    }

    private Point trafficPoint(String call) {
        switch (call) {
            case "reads":
                return new Point() {
                    @Override
                    public Object reached(Object pipeline, Object none) {
                        Connection connection = connections.find(((ChannelPipeline) pipeline).channel());
                        if (connection != null) {
                            connection.read();
                            if (core.gate().isDraining()) {
                                silence.read(connection);
                            }
                        }
                        return null;
                    }
                };
            case "writes":
                return new Point() {
                    @Override
                    public Object reached(Object promise, Object none) {
                        Connection connection = connections.find(((ChannelPromise) promise).channel());
                        if (connection != null && connection.wrote()) {
                            silence.answered(connection);
                        }
                        return null;
                    }
                };
            default:
                return httpPoint(call);
        }
    }

    private Point httpPoint(String call) {
        switch (call) {
            case "writesHttp":
                return new Point() {
                    @Override
                    public Object reached(Object message, Object promise) {
                        // The parent of all encoders: without a request there is no response, and perhaps no HTTP at
                        // all.
                        return departures == null || departures.writes(message, (ChannelPromise) promise)
                                ? null
                                : LastCall.SKIP;
                    }
                };
            case "decodes":
                makeHttp();
                return new Point() {
                    @Override
                    public Object reached(Object context, Object input) {
                        arrivals.decodes(((ChannelHandlerContext) context).channel(), (ByteBuf) input);
                        return null;
                    }
                };
            case "decoded":
                makeHttp();
                return new Point() {
                    @Override
                    @SuppressWarnings("unchecked") // declared as List<Object> in all versions
                    public Object reached(Object context, Object decoded) {
                        arrivals.decoded((ChannelHandlerContext) context, (List<Object>) decoded);
                        return null;
                    }
                };
            case "encodes":
                makeHttp();
                return new Point() {
                    @Override
                    public Object reached(Object context, Object message) {
                        departures.encodes((ChannelHandlerContext) context, message);
                        return null;
                    }
                };
            case "encoded":
                makeHttp();
                return new Point() {
                    @Override
                    @SuppressWarnings("unchecked") // as above
                    public Object reached(Object context, Object encoded) {
                        departures.encoded((ChannelHandlerContext) context, (List<Object>) encoded);
                        return null;
                    }
                };
            default:
                return null;
        }
    }

    private synchronized void makeHttp() {
        if (departures == null) {
            Requests requests = new Requests(core, hangup);
            arrivals = new Arrivals(core.gate(), connections, silence, requests);
            departures = new Departures(core.gate(), connections);
        }
    }
}
