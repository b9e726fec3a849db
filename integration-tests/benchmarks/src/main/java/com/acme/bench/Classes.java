package com.acme.bench;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/** Defines as many empty classes as its argument says and prints how many nanoseconds that took. */
public final class Classes extends ClassLoader {
    public static void main(String[] args) throws IOException {
        int count = Integer.parseInt(args[0]);
        byte[][] files = new byte[count][];
        for (int i = 0; i < count; i++) {
            files[i] = file("com/acme/generated/service/Component" + i);
        }
        Classes loader = new Classes();
        long began = System.nanoTime();
        for (byte[] file : files) {
            loader.defineClass(null, file, 0, file.length);
        }
        System.out.println("took " + (System.nanoTime() - began));
    }

    /** The class file of an empty class, as the JVM's specification has it in chapter 4. */
    private static byte[] file(String name) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(0xCAFEBABE);
        out.writeInt(52); // Java 8
        out.writeShort(5); // one more than there are constants
        out.writeByte(7); // 1: a class, named by 2
        out.writeShort(2);
        out.writeByte(1); // 2: a text
        out.writeUTF(name);
        out.writeByte(7); // 3: a class, named by 4
        out.writeShort(4);
        out.writeByte(1); // 4: a text
        out.writeUTF("java/lang/Object");
        out.writeShort(0x21); // public
        out.writeShort(1);
        out.writeShort(3);
        out.writeLong(0); // no interfaces, fields, methods, attributes
        return bytes.toByteArray();
    }
}
