package com.acme.orders;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import javax.sql.DataSource;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.servlet.ServletContextHandler;
import org.eclipse.jetty.servlet.ServletHolder;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * The order service. Usage: {@code java -Dorders.db=<directory> [-Dorders.lines=<port>]
 * com.acme.orders.OrdersApplication [port]}; port 0, the default, takes a free one and prints it.
 */
public final class OrdersApplication {
    private static final int MAX_THREADS = 200;

    public static void main(String[] args) throws Exception {
        int port = args.length > 0 ? Integer.parseInt(args[0]) : Integer.getInteger("orders.port", 0);

        DataSource dataSource = Database.open(System.getProperty("orders.db", "data"));
        OrderStore orders = new OrderStore(dataSource);
        AuditTrail auditTrail = new AuditTrail(dataSource);
        ScheduledExecutorService scheduler = Executors.newScheduledThreadPool(2);
        new ShippingJob(dataSource).scheduleOn(scheduler);
        PriceCache prices = new PriceCache(dataSource);
        prices.startWriter();

        ServletContextHandler context = new ServletContextHandler();
        context.setContextPath("/");
        context.addServlet(new ServletHolder(new OrderServlet(orders, auditTrail)), "/orders");
        ServletHolder async = new ServletHolder(new AsyncServlet(scheduler));
        async.setAsyncSupported(true);
        context.addServlet(async, "/async");
        context.addServlet(new ServletHolder(new PriceServlet(prices)), "/prices");
        context.addServlet(SlowServlet.class, "/slow");
        context.addServlet(StreamServlet.class, "/stream");
        context.addServlet(ExitServlet.class, "/exit");
        context.addServlet(new ServletHolder(new TextServlet("text/plain", "hello\n")), "/fast");
        context.addServlet(new ServletHolder(new TextServlet("application/json", "{\"status\":\"UP\"}")), "/health");
        context.addServlet(new ServletHolder(new TextServlet("application/json", "{\"alive\":true}")), "/live");

        Server server = new Server(new QueuedThreadPool(MAX_THREADS));
        ServerConnector connector = new ServerConnector(server);
        connector.setPort(port);
        server.addConnector(connector);
        server.setHandler(context);
        server.start();
        if (Integer.getInteger("orders.lines") != null) {
            LineServer lines = new LineServer(Integer.getInteger("orders.lines"), orders);
            lines.start();
            System.out.println("lines on " + lines.port());
        }
        System.out.println("listening on " + connector.getLocalPort());
        server.join();
    }

    private OrdersApplication() {}
}
