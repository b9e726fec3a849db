package com.acme.shop;

import io.undertow.Handlers;
import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.DeploymentManager;
import java.net.InetSocketAddress;

/** A shop on servlets, under the context path {@code /shop} or the given one. Usage: {@code java com.acme.shop.ServletShop [context]}. */
public final class ServletShop {
    private static final long LARGEST_UPLOAD = 100L << 20;

    public static void main(String[] args) throws Exception {
        String context = args.length > 0 ? args[0] : "/shop";
        DeploymentInfo deployment = Servlets.deployment()
                .setClassLoader(ServletShop.class.getClassLoader())
                .setContextPath(context)
                .setDeploymentName("shop")
                .addServlet(Servlets.servlet("shop", ShopServlet.class)
                        .setAsyncSupported(true)
                        .addMapping("/*"))
                .addServlet(Servlets.servlet("paused", PausedServlet.class)
                        .setAsyncSupported(true)
                        .addMapping("/paused"));
        DeploymentManager manager = Servlets.defaultContainer().addDeployment(deployment);
        manager.deploy();
        Undertow server = Undertow.builder()
                .addHttpListener(0, "localhost")
                .setServerOption(UndertowOptions.MAX_ENTITY_SIZE, LARGEST_UPLOAD)
                .setHandler(Handlers.path().addPrefixPath(context, manager.start()))
                .build();
        server.start();
        InetSocketAddress address =
                (InetSocketAddress) server.getListenerInfo().get(0).getAddress();
        System.out.println("listening on " + address.getPort());
    }

    private ServletShop() {}
}
