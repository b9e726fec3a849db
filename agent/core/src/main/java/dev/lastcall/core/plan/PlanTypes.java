package dev.lastcall.core.plan;

import dev.lastcall.core.action.CallInstances;
import dev.lastcall.core.action.CallMBean;
import dev.lastcall.core.action.CallStatic;
import dev.lastcall.core.action.Step;
import dev.lastcall.core.config.ListType;
import dev.lastcall.core.config.Unreadable;
import dev.lastcall.core.config.ValueType;
import java.util.Optional;

/** How the texts of a plan's own declarations are read. */
final class PlanTypes {

    private PlanTypes() {}

    static final ListType PHASES = new ListType("names of phases, split by commas", "the name of a phase", true) {
        @Override
        protected String readItem(String name) {
            return filled(name);
        }
    };

    static final ListType CLASSES =
            new ListType(
                    "names of classes such as com.acme.PriceCache, split by commas",
                    "the name of a class such as com.acme.PriceCache",
                    true) {
                @Override
                protected String readItem(String name) {
                    if (!isClassName(name)) {
                        throw new IllegalArgumentException(name);
                    }
                    if (isOfJdk(name)) {
                        throw new Unreadable("a class of the application: those of the JDK are not tracked");
                    }
                    return name;
                }
            };

    static final ListType COMMAND = new ListType("a program and its arguments as a list", "a text", false) {
        @Override
        protected String readItem(String word) {
            return word;
        }
    };

    static final ListType VARIABLES =
            new ListType(
                    "names of environment variables, split by commas", "the name of an environment variable", true) {
                @Override
                protected String readItem(String name) {
                    return filled(name);
                }
            };

    /** Any text; none is an empty one. */
    static final ValueType<String> TEXT = new ValueType<String>("a text") {
        @Override
        protected String read(String text) {
            return text;
        }
    };

    static final ValueType<Optional<Step>> CALL =
            new ValueType<Optional<Step>>(
                    "com.acme.PriceCache#flush for every live instance, or com.acme.Offsets.save() for a static method") {
                @Override
                protected Optional<Step> read(String text) {
                    if (text.isEmpty()) {
                        return Optional.empty();
                    }
                    int open = text.indexOf('(');
                    if (open >= 0 && !text.substring(open).equals("()")) {
                        throw new Unreadable("the name of a method without arguments: " + expected());
                    }
                    String path = open < 0 ? text : text.substring(0, open);
                    int hash = path.indexOf('#');
                    int split = hash < 0 ? path.lastIndexOf('.') : hash;
                    if (split < 0 || hash < 0 && open < 0) {
                        throw new IllegalArgumentException(text);
                    }
                    String className = path.substring(0, split);
                    String method = path.substring(split + 1);
                    if (!isClassName(className) || !isIdentifier(method)) {
                        throw new IllegalArgumentException(text);
                    }
                    return Optional.of(
                            hash < 0 ? (Step) new CallStatic(className, method) : new CallInstances(className, method));
                }
            };

    static final ValueType<Optional<Step>> MBEAN =
            new ValueType<Optional<Step>>(
                    "the name of an MBean and an operation, such as com.acme:type=Acceptor#stop") {
                @Override
                protected Optional<Step> read(String text) {
                    if (text.isEmpty()) {
                        return Optional.empty();
                    }
                    int hash = text.lastIndexOf('#');
                    int colon = text.indexOf(':');
                    if (colon < 0
                            || text.indexOf('=', colon) < 0
                            || hash < colon
                            || !isIdentifier(text.substring(hash + 1))) {
                        throw new IllegalArgumentException(text);
                    }
                    return Optional.<Step>of(new CallMBean(text.substring(0, hash), text.substring(hash + 1)));
                }
            };

    static final ValueType<Optional<HttpRequest>> HTTP =
            new ValueType<Optional<HttpRequest>>(
                    "a method and an address, such as PUT http://127.0.0.1:8500/v1/agent/leave") {
                @Override
                protected Optional<HttpRequest> read(String text) {
                    return text.isEmpty() ? Optional.<HttpRequest>empty() : Optional.of(HttpRequest.read(text));
                }
            };

    static final ValueType<Integer> STATUS = new ValueType<Integer>("an HTTP status from 100 to 599, or 2xx") {
        @Override
        protected Integer read(String text) {
            if (text.equals("2xx")) {
                return dev.lastcall.core.action.CallHttp.ANY_SUCCESS;
            }
            int status = Integer.parseInt(text);
            if (status < 100 || status > 599) {
                throw new IllegalArgumentException(text);
            }
            return status;
        }
    };

    static final ValueType<Optional<MethodName>> METHOD =
            new ValueType<Optional<MethodName>>("a method such as com.acme.rpc.Session#begin") {
                @Override
                protected Optional<MethodName> read(String text) {
                    int hash = text.indexOf('#');
                    int open = text.indexOf('(');
                    if (text.isEmpty()) {
                        return Optional.empty();
                    }
                    String className = hash < 0 ? "" : text.substring(0, hash);
                    String method = text.substring(hash + 1, open < 0 ? text.length() : open);
                    boolean closed = open < 0 || text.endsWith(")");
                    if (!isClassName(className) || !isIdentifier(method) || !closed) {
                        throw new IllegalArgumentException(text);
                    }
                    if (isOfJdk(className)) {
                        throw new Unreadable("a method of the application: those of the JDK are not counted");
                    }
                    return Optional.of(
                            new MethodName(className, text.substring(hash + 1).replace(" ", "")));
                }
            };

    static final ValueType<String> KEY = new ValueType<String>("this, or the number of an argument from 0") {
        @Override
        protected String read(String text) {
            if (!text.equals("this") && (text.length() != 1 || !Character.isDigit(text.charAt(0)))) {
                throw new IllegalArgumentException(text);
            }
            return text;
        }
    };

    private static String filled(String text) {
        if (text.trim().isEmpty()) {
            throw new IllegalArgumentException(text);
        }
        return text.trim();
    }

    private static boolean isClassName(String name) {
        for (String part : name.split("\\.", -1)) {
            if (!isIdentifier(part)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isIdentifier(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!(i == 0 ? Character.isJavaIdentifierStart(c) : Character.isJavaIdentifierPart(c))) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    private static boolean isOfJdk(String className) {
        return className.startsWith("java.")
                || className.startsWith("javax.")
                || className.startsWith("jdk.")
                || className.startsWith("sun.")
                || className.startsWith("com.sun.");
    }
}
