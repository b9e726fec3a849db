package dev.lastcall.core.action;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.management.JMException;
import javax.management.MBeanException;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import javax.management.RuntimeMBeanException;

/** {@code com.acme:type=Acceptor#stop}: calls an operation of each MBean that the name, or pattern, matches. */
public final class CallMBean implements Step {

    private final String name;
    private final String operation;

    public CallMBean(String name, String operation) {
        this.name = name;
        this.operation = operation;
    }

    @Override
    public String run(Surroundings surroundings) throws Exception {
        ObjectName pattern = pattern();
        int done = 0;
        for (MBeanServer server : servers()) {
            for (ObjectName each : new ArrayList<ObjectName>(server.queryNames(pattern, null))) {
                invoke(server, each);
                done++;
            }
        }
        if (done == 0) {
            throw new Failed("no MBean " + name + " is registered");
        }
        return done == 1 ? "" : done + " MBeans";
    }

    private ObjectName pattern() throws Failed {
        try {
            return new ObjectName(name);
        } catch (MalformedObjectNameException malformed) {
            throw new Failed("\"" + name + "\" is no name of an MBean: " + malformed.getMessage());
        }
    }

    /** Of the servers that there are: the JVM's own comes into being when it is first asked for. */
    @Override
    public boolean hasTarget(LoadedClasses classes) {
        try {
            for (MBeanServer server : MBeanServerFactory.findMBeanServer(null)) {
                if (!server.queryNames(pattern(), null).isEmpty()) {
                    return true;
                }
            }
        } catch (Failed malformed) {
            return false;
        }
        return false;
    }

    /** Application servers have one of their own beside the JVM's. */
    private static Set<MBeanServer> servers() {
        Set<MBeanServer> servers = new LinkedHashSet<MBeanServer>();
        servers.add(ManagementFactory.getPlatformMBeanServer());
        List<MBeanServer> others = MBeanServerFactory.findMBeanServer(null);
        servers.addAll(others);
        return servers;
    }

    private void invoke(MBeanServer server, ObjectName bean) throws Exception {
        try {
            server.invoke(bean, operation, new Object[0], new String[0]);
        } catch (MBeanException thrown) {
            throw new Failed(bean + " " + operation + "() has thrown " + thrown.getCause());
        } catch (RuntimeMBeanException thrown) {
            throw new Failed(bean + " " + operation + "() has thrown " + thrown.getCause());
        } catch (JMException failure) {
            throw new Failed(bean + " has no operation " + operation + "(): " + failure.getMessage());
        }
    }

    @Override
    public String toString() {
        return "call the operation " + operation + " of the MBean " + name;
    }
}
