/* psc-atomic-file.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-atomic-file"

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gunixoutputstream.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "psc-atomic-file.h"
#include "psc-format.h"

#define BUFFER_SIZE (64 * 1024)

static gboolean
set_error_from_errno (GError **error)
{
  int saved_errno = errno;

  g_set_error_literal (error, G_IO_ERROR, g_io_error_from_errno (saved_errno),
                       g_strerror (saved_errno));

  return FALSE;
}

/* What happened in the system's words becomes what happened to the file and
 * what to do.  The code stays. */
static void
explain_error (GError     **error,
               const char  *path)
{
  g_autofree char *name = psc_format_name (path);
  g_autofree char *message = NULL;
  GError *cause = *error;
  int code = cause->domain == G_IO_ERROR ? cause->code : G_IO_ERROR_FAILED;

  if (code == G_IO_ERROR_NO_SPACE)
    message = g_strdup_printf (_("“%s” was not written: no space is left "
                                 "there. Free some, or choose another "
                                 "place."), name);
  else if (code == G_IO_ERROR_READ_ONLY)
    message = g_strdup_printf (_("“%s” was not written: the file system is "
                                 "read-only. Choose another place."), name);
  else if (code == G_IO_ERROR_PERMISSION_DENIED)
    message = g_strdup_printf (_("“%s” was not written: you may not write "
                                 "there. Choose another place, or change "
                                 "the permissions."), name);
  else if (code == G_IO_ERROR_NOT_FOUND || code == G_IO_ERROR_NOT_DIRECTORY)
    message = g_strdup_printf (_("“%s” was not written: its folder does not "
                                 "exist. Create it, or choose another "
                                 "one."), name);
  else if (code == G_IO_ERROR_IS_DIRECTORY)
    message = g_strdup_printf (_("“%s” was not written: it is a folder. Add "
                                 "the name of a file."), name);
  else if (code == G_IO_ERROR_FILENAME_TOO_LONG)
    message = g_strdup_printf (_("“%s” was not written: the name is too "
                                 "long. Choose a shorter one."), name);
  else if (code == G_IO_ERROR_BROKEN_PIPE)
    message = g_strdup_printf (_("“%s” was not written to the end: nobody "
                                 "reads it any more."), name);
  else if (code == G_IO_ERROR_CANCELLED)
    return;
  else
    message = g_strdup_printf (_("“%s” was not written: %s"), name,
                               cause->message);

  *error = g_error_new_literal (G_IO_ERROR, code, message);
  g_error_free (cause);
}

static gboolean
write_to_fd (int            fd,
             PscWriteFunc   write_func,
             gpointer       user_data,
             GError       **error)
{
  g_autoptr (GOutputStream) base = g_unix_output_stream_new (fd, FALSE);
  g_autoptr (GOutputStream) stream =
    g_buffered_output_stream_new_sized (base, BUFFER_SIZE);

  return write_func (stream, user_data, error) &&
         g_output_stream_close (stream, NULL, error);
}

/* A pipe, a terminal or a device cannot be replaced, only written to. */
static gboolean
write_directly (const char    *path,
                PscWriteFunc   write_func,
                gpointer       user_data,
                GError       **error)
{
  gboolean success;
  int fd;

  /* Opening a named pipe would wait for a reader; writing to it may wait. */
  fd = open (path, O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
  if (fd == -1 && errno == ENXIO)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED,
                           _("nobody reads from it. Start the program that "
                             "reads, then try again."));
      return FALSE;
    }
  if (fd == -1)
    return set_error_from_errno (error);

  if (fcntl (fd, F_SETFL, 0) == -1)
    success = set_error_from_errno (error);
  else
    success = write_to_fd (fd, write_func, user_data, error);

  /* The first error is the one that tells. */
  return g_close (fd, success ? error : NULL) && success;
}

/* Writes beside @path and moves the result there only when it is complete and
 * on the disk.  @old is what is known of the file that is there, if one is. */
static gboolean
replace_file (const char         *path,
              const struct stat  *old,
              PscWriteFunc        write_func,
              gpointer            user_data,
              GError            **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *temporary = g_build_filename (folder, ".poolscope-XXXXXX",
                                                 NULL);
  gboolean success;
  int fd;

  /* A file that may not be written to may not be replaced either. */
  if (old != NULL && access (path, W_OK) == -1)
    return set_error_from_errno (error);

  fd = g_mkstemp_full (temporary, O_WRONLY | O_CLOEXEC,
                       old != NULL ? 0600 : 0666);
  if (fd == -1)
    return set_error_from_errno (error);

  success = write_to_fd (fd, write_func, user_data, error);
  if (success && ((old != NULL && fchmod (fd, old->st_mode & 0777) == -1) ||
                  fsync (fd) == -1))
    success = set_error_from_errno (error);
  success = g_close (fd, success ? error : NULL) && success;
  if (success && g_rename (temporary, path) == -1)
    success = set_error_from_errno (error);
  if (!success)
    g_unlink (temporary);

  return success;
}

static gboolean
write_to_path (const char    *path,
               PscWriteFunc   write_func,
               gpointer       user_data,
               GError       **error)
{
  g_autofree char *target = NULL;
  struct stat old;

  if (stat (path, &old) == -1)
    {
      if (errno != ENOENT)
        return set_error_from_errno (error);

      return replace_file (path, NULL, write_func, user_data, error);
    }

  if (S_ISDIR (old.st_mode))
    {
      errno = EISDIR;
      return set_error_from_errno (error);
    }

  if (!S_ISREG (old.st_mode))
    return write_directly (path, write_func, user_data, error);

  /* A link stays: what it leads to is replaced. */
  target = realpath (path, NULL);
  if (target == NULL)
    return set_error_from_errno (error);

  return replace_file (target, &old, write_func, user_data, error);
}

/**
 * psc_atomic_file_write:
 * @path: where to write, in the file system's encoding; "-" is standard output
 * @write: writes the contents
 * @user_data: for @write
 *
 * Writes a file whole or not at all: until all of it is on the disk, the file
 * that was there stays as it was, byte for byte, whether @write fails, the
 * disk is full, or the machine stops.  A target that is no regular file, such
 * as a device or a named pipe, is written to directly.
 *
 * On failure @error is a #GIOErrorEnum with a message for the user, and no
 * file is left behind.
 */
gboolean
psc_atomic_file_write (const char    *path,
                       PscWriteFunc   write,
                       gpointer       user_data,
                       GError       **error)
{
  g_autoptr (GError) local_error = NULL;
  gboolean is_stdout;
  gboolean success;

  g_return_val_if_fail (path != NULL, FALSE);
  g_return_val_if_fail (write != NULL, FALSE);

  /* When standard output is a file, what stands in it already stays. */
  is_stdout = g_str_equal (path, "-") || g_str_equal (path, "/dev/stdout");
  if (is_stdout)
    success = write_to_fd (STDOUT_FILENO, write, user_data, &local_error);
  else
    success = write_to_path (path, write, user_data, &local_error);

  if (!success)
    {
      explain_error (&local_error, is_stdout ? _("standard output") : path);
      g_propagate_error (error, g_steal_pointer (&local_error));
    }

  return success;
}
