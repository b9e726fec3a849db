package dev.lastcall.library.undertow;

import dev.lastcall.core.resource.LoopControl;
import dev.lastcall.core.resource.Resources;
import org.xnio.XnioIoThread;
import org.xnio.XnioWorker;

/** The threads that accept connections, and those that read and write them. */
final class IoThreads extends LoopControl<XnioIoThread> {

    private final Resources resources;

    IoThreads(Resources resources) {
        this.resources = resources;
    }

    void of(XnioWorker worker) {
        for (int i = 0; i < worker.getIoThreadCount(); i++) {
            add(worker.getIoThread(i)); // by hash: the n-th for n
        }
    }

    void add(XnioIoThread thread) {
        resources.add(this, thread);
    }
}
