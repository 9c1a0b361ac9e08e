/* psc-frame.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-frame"

#include "config.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "psc-error.h"
#include "psc-frame.h"

#define LENGTH_SIZE 4
#define READ_SIZE   65536

/* Stands in the place of a length: "beat", which no length can be. */
#define BEAT        0x74616562u

struct _PscFrameReader
{
  int         fd;    /* borrowed */
  GByteArray *bytes; /* read, not yet taken from */
  gsize       taken; /* how many of them have been */
  guint       n_beats; /* so far */
};

static void
let_write_fail (int signal)
{
}

/**
 * psc_frame_catch_broken_pipes:
 *
 * For programs, at their start: lets writing to a pipe that nobody reads fail
 * instead of ending the process.  The signal is caught and not ignored, since
 * commands would inherit that it is ignored, and go on without a reader.
 */
void
psc_frame_catch_broken_pipes (void)
{
  struct sigaction action = { .sa_handler = let_write_fail,
                              .sa_flags = SA_RESTART };

  sigaction (SIGPIPE, &action, NULL);
}

/**
 * psc_frame_reader_new:
 * @fd: a descriptor for reading, which stays the caller's
 */
PscFrameReader *
psc_frame_reader_new (int fd)
{
  PscFrameReader *self = g_new0 (PscFrameReader, 1);

  self->fd = fd;
  self->bytes = g_byte_array_new ();

  return self;
}

/**
 * psc_frame_reader_free:
 *
 * Frees the reader and what it has not given out.
 */
void
psc_frame_reader_free (PscFrameReader *self)
{
  g_byte_array_unref (self->bytes);
  g_free (self);
}

/**
 * psc_frame_reader_fill:
 * @error: %PSC_ERROR_CLOSED at the end between two frames,
 *   %PSC_ERROR_TRUNCATED at the end within one
 *
 * Reads once, and waits if nothing is there.
 */
gboolean
psc_frame_reader_fill (PscFrameReader  *self,
                       GError         **error)
{
  gsize old_length;
  gssize n_read;

  if (self->taken > 0)
    {
      g_byte_array_remove_range (self->bytes, 0, (guint) self->taken);
      self->taken = 0;
    }

  old_length = self->bytes->len;
  g_byte_array_set_size (self->bytes, (guint) old_length + READ_SIZE);
  do
    n_read = read (self->fd, self->bytes->data + old_length, READ_SIZE);
  while (n_read < 0 && errno == EINTR);
  g_byte_array_set_size (self->bytes,
                         (guint) (old_length + (gsize) MAX (n_read, 0)));

  if (n_read > 0)
    return TRUE;

  if (old_length > 0)
    g_set_error_literal (error, PSC_ERROR, PSC_ERROR_TRUNCATED,
                         _("the other end left in the middle of a message"));
  else
    g_set_error_literal (error, PSC_ERROR, PSC_ERROR_CLOSED,
                         _("the other end has left"));

  return FALSE;
}

static gsize
read_length (const guint8 *bytes)
{
  guint32 length;

  memcpy (&length, bytes, LENGTH_SIZE);

  return GUINT32_FROM_LE (length);
}

/* A beat says only that the other end lives. */
static void
take_beats (PscFrameReader *self)
{
  while (self->bytes->len - self->taken >= LENGTH_SIZE &&
         read_length (self->bytes->data + self->taken) == BEAT)
    {
      self->taken += LENGTH_SIZE;
      self->n_beats++;
    }
}

/**
 * psc_frame_reader_get_n_beats:
 *
 * How many signs of life have gone by.
 */
guint
psc_frame_reader_get_n_beats (PscFrameReader *self)
{
  return self->n_beats;
}

/**
 * psc_frame_reader_next:
 * @type: the type of the message that is due
 * @message: (out) (nullable) (transfer full): the message, or %NULL when no
 *   whole frame has been read so far
 *
 * Takes the next message from what has been read; beats are passed over.
 * Nothing in it has been trusted: it is in normal form, its meaning is the
 * caller's to check.
 */
gboolean
psc_frame_reader_next (PscFrameReader      *self,
                       const GVariantType  *type,
                       GVariant           **message,
                       GError             **error)
{
  g_autoptr (GVariant) variant = NULL;
  g_autoptr (GBytes) copy = NULL;
  const guint8 *bytes;
  gsize n_bytes, length;

  *message = NULL;

  take_beats (self);
  n_bytes = self->bytes->len - self->taken;
  if (n_bytes < LENGTH_SIZE)
    return TRUE;

  /* There is no data at all before the first byte has been read. */
  bytes = self->bytes->data + self->taken;
  length = read_length (bytes);
  if (length > PSC_FRAME_LIMIT)
    {
      g_set_error (error, PSC_ERROR, PSC_ERROR_TOO_LARGE,
                   _("a message of %u bytes is too large"), (guint) length);
      return FALSE;
    }
  if (n_bytes < LENGTH_SIZE + length)
    return TRUE;

  /* A copy is aligned as GVariant wants it. */
  copy = g_bytes_new (bytes + LENGTH_SIZE, length);
  variant = g_variant_ref_sink (g_variant_new_from_bytes (type, copy, FALSE));
  if (G_BYTE_ORDER == G_BIG_ENDIAN)
    {
      GVariant *swapped = g_variant_byteswap (variant);

      g_variant_unref (variant);
      variant = swapped;
    }

  if (!g_variant_is_normal_form (variant))
    {
      g_set_error_literal (error, PSC_ERROR, PSC_ERROR_PROTOCOL,
                           _("a message could not be understood"));
      return FALSE;
    }

  self->taken += LENGTH_SIZE + length;
  *message = g_steal_pointer (&variant);

  return TRUE;
}

/* Waits for room; returns FALSE when the interrupt comes first. */
static gboolean
wait_for_room (int fd,
               int interrupt_fd)
{
  struct pollfd watched[2] = {
    { fd, POLLOUT, 0 },
    { interrupt_fd, POLLIN, 0 },
  };

  while (poll (watched, G_N_ELEMENTS (watched), -1) < 0)
    ;

  return watched[1].revents == 0;
}

/**
 * psc_frame_write_beat:
 * @fd: a descriptor for writing
 *
 * Writes a sign of life.  Where there is no room for it nobody has read those
 * before, and they will do.
 */
void
psc_frame_write_beat (int fd)
{
  struct pollfd room = { fd, POLLOUT, 0 };
  guint32 beat = GUINT32_TO_LE (BEAT);

  if (poll (&room, 1, 0) > 0 && (room.revents & POLLOUT) != 0 &&
      write (fd, &beat, sizeof beat) < 0)
    g_debug ("Nobody is there who would want a sign of life");
}

/**
 * psc_frame_write:
 * @fd: a descriptor for writing; where it does not block, the interrupt is
 *   watched while it is full
 * @message: (transfer floating): the message
 *
 * Writes one frame.
 */
gboolean
psc_frame_write (int        fd,
                 GVariant  *message,
                 int        interrupt_fd,
                 GError   **error)
{
  g_autoptr (GVariant) variant = g_variant_ref_sink (message);
  g_autofree guint8 *allocated = NULL;
  guint64 small[64];
  guint8 *bytes = (guint8 *) small;
  guint32 length;
  gsize total;

  if (G_BYTE_ORDER == G_BIG_ENDIAN)
    {
      GVariant *swapped = g_variant_byteswap (variant);

      g_variant_unref (variant);
      variant = swapped;
    }

  g_assert (g_variant_get_size (variant) <= PSC_FRAME_LIMIT);
  length = GUINT32_TO_LE ((guint32) g_variant_get_size (variant));
  total = LENGTH_SIZE + g_variant_get_size (variant);
  if (total > sizeof small - LENGTH_SIZE)
    bytes = allocated = g_malloc (total + LENGTH_SIZE);

  /* The variant stands at an even eight bytes, its length in front of it. */
  bytes += LENGTH_SIZE;
  memcpy (bytes, &length, LENGTH_SIZE);
  g_variant_store (variant, bytes + LENGTH_SIZE);

  while (total > 0)
    {
      gssize n_written = write (fd, bytes, total);

      if (n_written >= 0)
        {
          bytes += n_written;
          total -= (gsize) n_written;
        }
      else if (errno == EAGAIN && !wait_for_room (fd, interrupt_fd))
        {
          g_set_error_literal (error, PSC_ERROR, PSC_ERROR_TRUNCATED,
                               _("the message was cut by a stop"));
          return FALSE;
        }
      else if (errno != EAGAIN && errno != EINTR)
        {
          g_set_error_literal (error, PSC_ERROR, PSC_ERROR_CLOSED,
                               _("the other end has left"));
          return FALSE;
        }
    }

  return TRUE;
}
