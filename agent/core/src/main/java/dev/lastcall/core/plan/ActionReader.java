package dev.lastcall.core.plan;

import dev.lastcall.core.action.CallInstances;
import dev.lastcall.core.action.Execute;
import dev.lastcall.core.action.InterruptThreads;
import dev.lastcall.core.action.Step;
import dev.lastcall.core.action.WriteFile;
import dev.lastcall.core.config.Catalogue;
import dev.lastcall.core.config.Config;
import dev.lastcall.core.config.Entry;
import dev.lastcall.core.config.Names;
import dev.lastcall.core.config.Setting;
import dev.lastcall.core.config.Source;
import dev.lastcall.core.config.ValueType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Reads the actions of one phase. One that cannot be read in full is left out, with a problem. */
final class ActionReader {

    /** The keys of which an action has exactly one. */
    static final List<String> KINDS = Arrays.asList("call", "jmx", "http", "exec", "write", "interrupt-threads");

    private static final String LEFT_OUT = "this action is left out";

    private final Config config;
    private final Source file;
    private final Catalogue known;
    private final List<String> tracked;
    private final String phase;
    private final Duration phaseTimeout;

    ActionReader(
            Config config, Source file, Catalogue known, List<String> tracked, String phase, Duration phaseTimeout) {
        this.config = config;
        this.file = file;
        this.known = known;
        this.tracked = tracked;
        this.phase = phase;
        this.phaseTimeout = phaseTimeout;
    }

    List<DeclaredAction> read() {
        List<DeclaredAction> actions = new ArrayList<DeclaredAction>();
        String threadsKey = "phases." + phase + ".interrupt-threads";
        List<String> threads = config.get(known.add(threads(threadsKey, "it is left out")));
        if (!threads.isEmpty()) {
            actions.add(new DeclaredAction(
                    "interrupt-threads", new InterruptThreads(threads), phaseTimeout, OnFailure.CONTINUE));
        }
        String all = "phases." + phase + ".actions";
        Entry list = file.entry(all);
        if (list != null && list.shape() == Entry.Shape.LIST) { // one without a map in it
            for (Entry item : list.items()) {
                config.problem(item.where() + ": " + item.found() + " is not an action such as { call:"
                        + " \"com.acme.PriceCache#flush\" }; " + LEFT_OUT);
            }
        } else if (list != null && list.shape() == Entry.Shape.TEXT) {
            config.problem(list.where() + ": " + list.found() + " is not a list of actions; it is left out");
        }
        known.add(new Setting<String>(all, PlanTypes.TEXT, ""));
        for (String slug : file.children(all)) {
            DeclaredAction action = read(all + "." + slug, slug);
            if (action != null) {
                actions.add(action);
            }
        }
        return actions;
    }

    private DeclaredAction read(String key, String slug) {
        Entry item = file.entry(key);
        if (item.shape() != Entry.Shape.MAP) {
            config.problem(item.where() + ": " + item.found() + " is not an action such as { call:"
                    + " \"com.acme.PriceCache#flush\" }; " + LEFT_OUT);
            known.add(new Setting<String>(key, PlanTypes.TEXT, ""));
            return null;
        }
        String name = config.get(known.add(new Setting<String>(key + ".name", PlanTypes.TEXT, slug)));
        Duration timeout = config.get(
                known.add(new Setting<Duration>(key + ".timeout", ValueType.TIMEOUT, Budget.text(phaseTimeout))));
        OnFailure onFailure = config.get(
                known.add(new Setting<OnFailure>(key + ".on-failure", ValueType.oneOf(OnFailure.class), "continue")));
        boolean enabled = config.get(known.add(new Setting<Boolean>(key + ".enabled", ValueType.SWITCH, "true")));
        Optional<Step> step = step(key, item);
        if (!step.isPresent() || !enabled) {
            return null;
        }
        if (timeout.compareTo(phaseTimeout) > 0) {
            config.problem(config.whereIs(new Setting<Duration>(key + ".timeout", ValueType.TIMEOUT, "")) + ": \""
                    + Budget.text(timeout) + "\" is longer than the time-out of its phase, expected at most "
                    + Budget.text(phaseTimeout)
                    + "; it is cut with its phase");
            timeout = phaseTimeout;
        }
        return new DeclaredAction(name, step.get(), timeout, onFailure);
    }

    private Optional<Step> step(String key, Entry item) {
        Optional<Step> call = config.get(known.add(step(key + ".call", PlanTypes.CALL)));
        Optional<Step> bean = config.get(known.add(step(key + ".jmx", PlanTypes.MBEAN)));
        Optional<HttpRequest> http =
                config.get(known.add(new Setting<Optional<HttpRequest>>(key + ".http", PlanTypes.HTTP, "", LEFT_OUT)));
        int expect = config.get(known.add(new Setting<Integer>(key + ".expect", PlanTypes.STATUS, "2xx")));
        List<String> exec =
                config.get(known.add(new Setting<List<String>>(key + ".exec", PlanTypes.COMMAND, "", LEFT_OUT)));
        List<String> env = config.get(known.add(new Setting<List<String>>(key + ".env", PlanTypes.VARIABLES, "")));
        String writeFile =
                config.get(known.add(new Setting<String>(key + ".write.file", PlanTypes.TEXT, "", LEFT_OUT)));
        String writeText = config.get(known.add(new Setting<String>(key + ".write.text", PlanTypes.TEXT, "")));
        List<String> threads = config.get(known.add(threads(key + ".interrupt-threads", LEFT_OUT)));

        List<String> kinds = new ArrayList<String>();
        for (String kind : KINDS) {
            if (file.children(key).contains(kind)) {
                kinds.add(kind);
            }
        }
        if (kinds.size() != 1) {
            config.problem(item.where() + ": has " + (kinds.isEmpty() ? "none" : Names.list(kinds))
                    + ", expected exactly one of " + Names.list(KINDS) + "; " + LEFT_OUT);
            return Optional.empty();
        }
        if (kinds.get(0).equals("write")
                && writeFile.isEmpty()
                && file.entry(key + ".write").shape() == Entry.Shape.MAP) {
            config.problem(
                    file.entry(key + ".write").where() + ": has no file, expected { file: …, text: … }; " + LEFT_OUT);
        }
        if (call.isPresent()) {
            return isTracked(key, call.get()) ? call : Optional.<Step>empty();
        }
        if (bean.isPresent()) {
            return bean;
        }
        if (http.isPresent()) {
            return Optional.of(http.get().expecting(expect));
        }
        if (!exec.isEmpty()) {
            return Optional.<Step>of(new Execute(exec, env));
        }
        if (!writeFile.isEmpty()) {
            return Optional.<Step>of(new WriteFile(writeFile, writeText));
        }
        return threads.isEmpty() ? Optional.<Step>empty() : Optional.<Step>of(new InterruptThreads(threads));
    }

    private boolean isTracked(String key, Step call) {
        if (!(call instanceof CallInstances) || tracked.contains(((CallInstances) call).className())) {
            return true;
        }
        String className = ((CallInstances) call).className();
        config.problem(config.whereIs(step(key + ".call", PlanTypes.CALL)) + ": \"" + className
                + "\" is not among the classes under track, so its instances are not known; " + LEFT_OUT
                + Names.nearest(className, tracked));
        return false;
    }

    private static Setting<Optional<Step>> step(String key, ValueType<Optional<Step>> type) {
        return new Setting<Optional<Step>>(key, type, "", LEFT_OUT);
    }

    private static Setting<List<String>> threads(String key, String otherwise) {
        return new Setting<List<String>>(key, ValueType.THREAD_NAMES, "", otherwise);
    }
}
