package com.acme.orders;

import java.io.IOException;

/** For the operators' console. */
public interface LineServerMBean {
    void stop() throws IOException;
}
