/* psc-test-disk.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <string.h>
#include <sys/mount.h>
#include <unistd.h>

#include "psc-test-disk.h"

#define OPTIONS "size=64k"

static gboolean can_mount;

static gboolean
write_text (const char *path,
            const char *text)
{
  int fd = open (path, O_WRONLY | O_CLOEXEC);
  gboolean written = fd >= 0 &&
                     write (fd, text, strlen (text)) == (gssize) strlen (text);

  if (fd >= 0)
    close (fd);

  return written;
}

/* Becomes one who may mount, without being another: those who are not root are
 * known to a user namespace of theirs by the same numbers. */
static gboolean
enter_user_namespace (void)
{
  g_autofree char *user = g_strdup_printf ("%u %u 1", getuid (), getuid ());
  g_autofree char *group = g_strdup_printf ("%u %u 1", getgid (), getgid ());

  return unshare (CLONE_NEWUSER | CLONE_NEWNS) == 0 &&
         write_text ("/proc/self/setgroups", "deny") &&
         write_text ("/proc/self/uid_map", user) &&
         write_text ("/proc/self/gid_map", group);
}

/* Gives this process mounts that nobody else sees and that go with it.  To be
 * called before there is another thread. */
void
psc_test_disk_init (void)
{
  can_mount = (unshare (CLONE_NEWNS) == 0 || enter_user_namespace ()) &&
              mount (NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) == 0;
}

/* Puts an empty disk on a folder.  Returns FALSE, and skips the test, where
 * that is not possible. */
gboolean
psc_test_disk_mount (const char *folder)
{
  if (can_mount && mount ("none", folder, "tmpfs", 0, OPTIONS) == 0)
    return TRUE;

  g_test_skip ("a file system cannot be mounted here");

  return FALSE;
}

/* Writes a file until there is no room, and then gives back some of it. */
void
psc_test_disk_fill (const char *folder,
                    gsize       n_left)
{
  g_autofree char *path = g_build_filename (folder, "filler", NULL);
  const char block[1024] = { 0, };
  int fd = open (path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
  off_t size = 0;
  gssize n_written;

  g_assert_cmpint (fd, >=, 0);
  while ((n_written = write (fd, block, sizeof block)) > 0)
    size += n_written;
  g_assert_cmpint (errno, ==, ENOSPC);
  g_assert_cmpint (ftruncate (fd, size - (off_t) n_left), ==, 0);
  close (fd);
}

/* Lets nobody write to the disk any more. */
void
psc_test_disk_lock (const char *folder)
{
  g_assert_cmpint (mount ("none", folder, "tmpfs", MS_REMOUNT | MS_RDONLY,
                          OPTIONS), ==, 0);
}

/* Takes the disk away, with all that is on it. */
void
psc_test_disk_unmount (const char *folder)
{
  g_assert_cmpint (umount (folder), ==, 0);
}
