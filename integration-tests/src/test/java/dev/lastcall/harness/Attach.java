package dev.lastcall.harness;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.tools.attach.AgentLoadException;
import com.sun.tools.attach.VirtualMachine;

/** Puts the agent into an application that runs already. */
public final class Attach {

    /** @param options as {@code key=value}; they are joined with commas */
    public static void agent(RunningApp app, String... options) throws Exception {
        VirtualMachine machine = VirtualMachine.attach(Long.toString(app.pid()));
        try {
            machine.loadAgent(App.agentJar().toString(), String.join(",", options));
        } catch (AgentLoadException e) {
            // Since Java 10 the answer begins with "return code: "; that of Java 8 is the code alone.
            assertThat(e).hasMessage("0");
        } finally {
            machine.detach();
        }
    }

    private Attach() {}
}
