package dev.davit.runtime;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Takes the right to write from all that is below a folder: files have 0444, programs and folders 0555, as on AWS. */
final class ReadOnly extends SimpleFileVisitor<Path> {
    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("r--r--r--");
    private static final Set<PosixFilePermission> PROGRAM = PosixFilePermissions.fromString("r-xr-xr-x");

    private final Path root;

    private ReadOnly(Path root) {
        this.root = root;
    }

    static void seal(Path root) throws IOException {
        Files.walkFileTree(root, new ReadOnly(root));
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
        boolean program = Files.getPosixFilePermissions(file).contains(PosixFilePermission.OWNER_EXECUTE);
        Files.setPosixFilePermissions(file, program ? PROGRAM : FILE);
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, IOException failure) throws IOException {
        if (!folder.equals(root)) {
            Files.setPosixFilePermissions(folder, PROGRAM);
        }
        return super.postVisitDirectory(folder, failure);
    }
}
