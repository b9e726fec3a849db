package dev.lastcall.it.netty;

import dev.lastcall.harness.RunningApp;
import dev.lastcall.it.http.Service;
import dev.lastcall.it.http.Uploads;
import java.util.List;

class NettyUploadsIT extends Uploads {
    static List<Service.Cell> cells() {
        return Netty.cells();
    }

    /** They are collected before the application sees them; what comes later is in time, too. */
    @Override
    protected void awaitUploads(RunningApp app, int count) {}
}
