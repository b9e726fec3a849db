package dev.lastcall.weaver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.Type;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** Every method of many classes, woven in every way, passes the verifier of the JVM. */
class ManyClassesTest {
    @Test
    void wovenClassesPassTheVerifier() throws Exception {
        Child child = new Child();
        for (Class<?> member : List.of(Assertions.class, Test.class, ClassReader.class)) {
            child.weaveAll(Path.of(
                    member.getProtectionDomain().getCodeSource().getLocation().toURI()));
        }
        for (String name : child.woven.keySet()) {
            child.verify(name);
        }
        assertThat(child.failures).isEmpty();
        assertThat(child.verified).isGreaterThan(500);
    }

    private static final class Child extends ClassLoader {
        final java.util.Map<String, byte[]> woven = new java.util.HashMap<>();
        final List<String> failures = new ArrayList<>();
        int verified;

        Child() {
            super(ManyClassesTest.class.getClassLoader());
        }

        void weaveAll(Path jar) throws IOException {
            try (JarFile file = new JarFile(jar.toFile())) {
                for (JarEntry entry : Collections.list(file.entries())) {
                    String name = entry.getName();
                    if (name.endsWith(".class") && !name.startsWith("META-INF") && !name.contains("-info")) {
                        weave(name, file.getInputStream(entry));
                    }
                }
            }
        }

        private void weave(String file, InputStream in) throws IOException {
            byte[] bytes = in.readAllBytes();
            List<PointRow> points = new ArrayList<>();
            String name = file.substring(0, file.length() - ".class".length()).replace('/', '.');
            new ClassReader(bytes)
                    .accept(
                            new net.bytebuddy.jar.asm.ClassVisitor(net.bytebuddy.jar.asm.Opcodes.ASM9) {
                                @Override
                                public net.bytebuddy.jar.asm.MethodVisitor visitMethod(
                                        int access, String method, String descriptor, String signature, String[] e) {
                                    points.addAll(rows(name, access, method, descriptor));
                                    return null;
                                }
                            },
                            ClassReader.SKIP_CODE);
            try {
                woven.put(name, new Woven(any -> null).weave().weave(null, bytes, points));
            } catch (IllegalArgumentException | Weave.MissingPoint e) {
                failures.add(name + ": " + e);
            }
        }

        /** An outermost exit, something in the middle that may skip, an innermost exit with all there is to keep. */
        private static List<PointRow> rows(String name, int access, String method, String descriptor) {
            LineRow line = new LineRow("test", "dev.lastcall.test.Test");
            Type[] arguments = Type.getArgumentTypes(descriptor);
            List<String> parameters = new ArrayList<>();
            for (Type argument : arguments) {
                String type = argument.getClassName();
                parameters.add(type.substring(type.lastIndexOf('.') + 1));
            }
            String text = method + "(" + String.join(",", parameters) + ")?";
            boolean isStatic = Modifier.isStatic(access);
            String first = arguments.length > 0 ? "0" : isStatic ? "-" : "this";
            String last = arguments.length > 0 ? "" + (arguments.length - 1) : "return";
            List<PointRow> rows = new ArrayList<>();
            rows.add(new PointRow(line, name, text, PointRow.When.EXIT, isStatic ? "return" : "this,return", "a"));
            if (!method.equals("<init>")) {
                rows.add(new PointRow(line, name, text, PointRow.When.INSTEAD, first, "b"));
            }
            rows.add(new PointRow(line, name, text, PointRow.When.EXIT, first + "," + last, "c"));
            rows.add(new PointRow(
                    line, name, text, PointRow.When.ENTER, arguments.length > 0 ? first + "," + last : "-", "d"));
            rows.add(new PointRow(line, name, text, PointRow.When.EXIT, "-", PointRow.STIR));
            return rows;
        }

        void verify(String name) {
            try {
                loadClass(name).getDeclaredConstructors(); // links it, and so verifies it
                verified++;
            } catch (ClassNotFoundException | NoClassDefFoundError | IncompatibleClassChangeError e) {
                // refers to what is not on this class path
            } catch (LinkageError e) {
                failures.add(name + ": " + e);
            }
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            byte[] bytes = woven.get(name);
            if (bytes == null) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded != null ? loaded : defineClass(name, bytes, 0, bytes.length);
            }
        }
    }
}
