/* test-frame.c: messages through a pipe, whole, cut, torn and made up
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <fcntl.h>
#include <glib-unix.h>
#include <string.h>
#include <unistd.h>

#include "psc-error.h"
#include "psc-frame.h"
#include "psc-interrupt.h"
#include "psc-message.h"
#include "psc-test-utils.h"

#define N_RANDOM 100000

typedef struct
{
  int             fds[2];
  PscFrameReader *reader;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_assert_true (g_unix_open_pipe (fixture->fds, FD_CLOEXEC, NULL));
  fixture->reader = psc_frame_reader_new (fixture->fds[0]);
}

static void
close_end (Fixture *fixture,
           guint    end)
{
  if (fixture->fds[end] >= 0)
    close (fixture->fds[end]);
  fixture->fds[end] = -1;
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  psc_frame_reader_free (fixture->reader);
  close_end (fixture, 0);
  close_end (fixture, 1);
}

static void
put (Fixture       *fixture,
     gconstpointer  bytes,
     gsize          n_bytes)
{
  g_assert_cmpint (write (fixture->fds[1], bytes, n_bytes), ==,
                   (gssize) n_bytes);
}

/* A frame as the other end should not have made it. */
static void
put_frame (Fixture       *fixture,
           guint32        length,
           gconstpointer  bytes,
           gsize          n_bytes)
{
  length = GUINT32_TO_LE (length);
  put (fixture, &length, sizeof length);
  if (n_bytes > 0)
    put (fixture, bytes, n_bytes);
}

/* A floating message */
static GVariant *
chunk_new (guint first)
{
  const char *paths[] = { "/a", "/b\xff\n", "" };

  return psc_message_new_chunk (first, paths, 3);
}

static void
send (Fixture  *fixture,
      GVariant *message)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (psc_frame_write (fixture->fds[1], message, PSC_NO_INTERRUPT,
                                  &error));
  g_assert_no_error (error);
}

static void
fill (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (psc_frame_reader_fill (fixture->reader, &error));
  g_assert_no_error (error);
}

static GVariant *
next (Fixture            *fixture,
      const GVariantType *type)
{
  g_autoptr (GError) error = NULL;
  GVariant *message;

  g_assert_true (psc_frame_reader_next (fixture->reader, type, &message,
                                        &error));
  g_assert_no_error (error);

  return message;
}

static void
assert_next_fails (Fixture            *fixture,
                   const GVariantType *type,
                   int                 code)
{
  g_autoptr (GError) error = NULL;
  GVariant *message = (gpointer) fixture;

  g_assert_false (psc_frame_reader_next (fixture->reader, type, &message,
                                         &error));
  g_assert_error (error, PSC_ERROR, code);
  g_assert_null (message);
}

static void
assert_fill_fails (Fixture *fixture,
                   int      code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (psc_frame_reader_fill (fixture->reader, &error));
  g_assert_error (error, PSC_ERROR, code);
}

static void
test_many (Fixture       *fixture,
           gconstpointer  data)
{
  g_assert_null (next (fixture, PSC_MESSAGE_CHUNK));
  for (guint i = 0; i < 5; i++)
    send (fixture, chunk_new (i));
  fill (fixture);
  for (guint i = 0; i < 5; i++)
    {
      g_autoptr (GVariant) message = next (fixture, PSC_MESSAGE_CHUNK);
      g_autoptr (GVariant) expected = g_variant_ref_sink (chunk_new (i));

      g_assert_true (g_variant_equal (message, expected));
    }
  g_assert_null (next (fixture, PSC_MESSAGE_CHUNK));

  close_end (fixture, 1);
  assert_fill_fails (fixture, PSC_ERROR_CLOSED);
}

/* The length stands in front in the order of little-endian machines. */
static void
test_layout (Fixture       *fixture,
             gconstpointer  data)
{
  guint8 bytes[16];

  send (fixture, g_variant_new_bytestring ("ab"));
  g_assert_cmpint (read (fixture->fds[0], bytes, sizeof bytes), ==, 7);
  g_assert_cmpmem (bytes, 7, "\3\0\0\0" "ab\0", 7);
}

static void
test_split (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (GVariant) expected = g_variant_ref_sink (chunk_new (7));
  guint8 bytes[256];
  gssize n_bytes;

  send (fixture, expected);
  send (fixture, expected);
  n_bytes = read (fixture->fds[0], bytes, sizeof bytes);
  g_assert_cmpint (n_bytes, >, 8);

  for (gssize i = 0; i < n_bytes; i++)
    {
      g_autoptr (GVariant) message = NULL;

      put (fixture, &bytes[i], 1);
      fill (fixture);
      message = next (fixture, PSC_MESSAGE_CHUNK);
      if (i + 1 == n_bytes / 2 || i + 1 == n_bytes)
        g_assert_true (g_variant_equal (message, expected));
      else
        g_assert_null (message);
    }
}

static void
test_truncated (Fixture       *fixture,
                gconstpointer  data)
{
  /* Within the length, behind it, and within the message */
  gsize n_bytes = GPOINTER_TO_UINT (data);

  put (fixture, "\x10\0\0\0abcdefgh", n_bytes);
  fill (fixture);
  g_assert_null (next (fixture, PSC_MESSAGE_CHUNK));
  close_end (fixture, 1);
  assert_fill_fails (fixture, PSC_ERROR_TRUNCATED);
  g_assert_null (next (fixture, PSC_MESSAGE_CHUNK));
}

static void
test_oversize (Fixture       *fixture,
               gconstpointer  data)
{
  static const guint32 lengths[] = {
    PSC_FRAME_LIMIT + 1, G_MAXINT32, (guint32) G_MAXINT32 + 1, G_MAXUINT32 - 3,
    G_MAXUINT32,
  };

  for (guint i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      g_autoptr (PscFrameReader) reader = g_steal_pointer (&fixture->reader);

      fixture->reader = psc_frame_reader_new (fixture->fds[0]);
      put_frame (fixture, lengths[i], NULL, 0);
      fill (fixture);
      assert_next_fails (fixture, PSC_MESSAGE_CHUNK, PSC_ERROR_TOO_LARGE);
    }
}

typedef struct
{
  int       fd;
  GVariant *message;
  int       interrupt_fd;
  gboolean  sent;
  GError   *error;
  gint      is_done;
  GThread  *thread;
} Writer;

static gpointer
write_message (gpointer data)
{
  Writer *writer = data;

  writer->sent = psc_frame_write (writer->fd, writer->message,
                                  writer->interrupt_fd, &writer->error);
  g_atomic_int_set (&writer->is_done, TRUE);

  return NULL;
}

static void
start_writer (Writer   *writer,
              Fixture  *fixture,
              GVariant *message,
              int       interrupt_fd)
{
  g_assert_true (g_unix_set_fd_nonblocking (fixture->fds[1], TRUE, NULL));
  *writer = (Writer) { fixture->fds[1], message, interrupt_fd, FALSE, NULL,
                       FALSE, NULL };
  writer->thread = g_thread_new ("writer", write_message, writer);
}

static void
join_writer (Writer *writer)
{
  psc_test_wait_until (g_atomic_int_get (&writer->is_done));
  g_thread_join (writer->thread);
}

/* As large as it may be: many times what a pipe holds. */
static void
test_largest (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *bytes = g_malloc (PSC_FRAME_LIMIT);
  g_autoptr (GVariant) message = NULL;
  const char *read_bytes;
  gsize n_read;
  Writer writer;

  for (gsize i = 0; i < PSC_FRAME_LIMIT; i++)
    bytes[i] = (char) (i * 7 + (i >> 12));
  start_writer (&writer, fixture,
                g_variant_new_fixed_array (G_VARIANT_TYPE_BYTE, bytes,
                                           PSC_FRAME_LIMIT, 1),
                PSC_NO_INTERRUPT);
  while ((message = next (fixture, G_VARIANT_TYPE_BYTESTRING)) == NULL)
    fill (fixture);
  join_writer (&writer);
  g_assert_true (writer.sent);

  read_bytes = g_variant_get_fixed_array (message, &n_read, 1);
  g_assert_cmpmem (read_bytes, n_read, bytes, PSC_FRAME_LIMIT);
}

static void
test_full (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *bytes = g_malloc0 (1 << 20);
  int stop_fds[2];
  Writer writer;

  g_assert_true (g_unix_open_pipe (stop_fds, FD_CLOEXEC, NULL));
  start_writer (&writer, fixture,
                g_variant_new_fixed_array (G_VARIANT_TYPE_BYTE, bytes,
                                           1 << 20, 1), stop_fds[0]);
  g_usleep (G_USEC_PER_SEC / 10);
  g_assert_false (g_atomic_int_get (&writer.is_done));

  close (stop_fds[1]);
  join_writer (&writer);
  g_assert_false (writer.sent);
  g_assert_error (writer.error, PSC_ERROR, PSC_ERROR_TRUNCATED);
  g_error_free (writer.error);
  close (stop_fds[0]);
}

static void
test_nobody_reads (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autofree char *bytes = g_malloc0 (1 << 20);
  g_autoptr (GError) error = NULL;
  Writer writer;

  /* While it waits for room */
  start_writer (&writer, fixture,
                g_variant_new_fixed_array (G_VARIANT_TYPE_BYTE, bytes,
                                           1 << 20, 1), PSC_NO_INTERRUPT);
  g_usleep (G_USEC_PER_SEC / 20);
  close_end (fixture, 0);
  join_writer (&writer);
  g_assert_false (writer.sent);
  g_assert_error (writer.error, PSC_ERROR, PSC_ERROR_CLOSED);
  g_error_free (writer.error);

  /* From the start */
  g_assert_false (psc_frame_write (fixture->fds[1],
                                   g_variant_new_bytestring ("a"),
                                   PSC_NO_INTERRUPT, &error));
  g_assert_error (error, PSC_ERROR, PSC_ERROR_CLOSED);
}

typedef struct
{
  const GVariantType *type;
  const char         *bytes;
  gsize               n_bytes;
} Nonsense;

static const Nonsense nonsense[] = {
  { PSC_MESSAGE_HELLO, "", 0 },
  { PSC_MESSAGE_HELLO, "poolscope-worker", 16 },
  { PSC_MESSAGE_CHUNK, "", 0 },
  { PSC_MESSAGE_CHUNK, "\0\0\0", 3 },
  { PSC_MESSAGE_CHUNK, "\0\0\0\0a\0\xff", 7 },   /* an end beyond the end */
  { PSC_MESSAGE_CHUNK, "\0\0\0\0ab\3\2", 8 },    /* ends in no order */
  { PSC_MESSAGE_SETUP, "x", 1 },
  { PSC_MESSAGE_RECORD, "", 0 },
  { PSC_MESSAGE_RECORD, "\0\0\0\0\0\0\0\0", 8 },
};

static void
test_not_normal (Fixture       *fixture,
                 gconstpointer  data)
{
  for (guint i = 0; i < G_N_ELEMENTS (nonsense); i++)
    {
      g_autoptr (PscFrameReader) reader = g_steal_pointer (&fixture->reader);

      fixture->reader = psc_frame_reader_new (fixture->fds[0]);
      g_test_message ("nonsense %u", i);
      put_frame (fixture, (guint32) nonsense[i].n_bytes, nonsense[i].bytes,
                 nonsense[i].n_bytes);
      fill (fixture);
      assert_next_fails (fixture, nonsense[i].type, PSC_ERROR_PROTOCOL);
    }
}

/* Where nothing is a message, nothing is one. */
static void
test_empty (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (GVariant) message = NULL;

  put_frame (fixture, 0, NULL, 0);
  fill (fixture);
  message = next (fixture, PSC_MESSAGE_SETUP);
  g_assert_cmpuint (g_variant_n_children (message), ==, 0);
}

/* Of each two, one has the length that it says. */
static gsize
make_up (guint8 *bytes,
         gsize   size,
         GRand  *rand)
{
  gsize n_bytes = (gsize) g_rand_int_range (rand, 0, (gint32) size - 4) + 4;
  guint32 length = GUINT32_TO_LE ((guint32) n_bytes - 4);

  for (gsize i = 0; i < n_bytes; i++)
    bytes[i] = g_rand_boolean (rand) ? (guint8) g_rand_int_range (rand, 0, 256)
                                     : 0;
  if (g_rand_boolean (rand))
    memcpy (bytes, &length, sizeof length);

  return n_bytes;
}

static void
test_random (Fixture       *fixture,
             gconstpointer  data)
{
  static const GVariantType * const types[] = {
    PSC_MESSAGE_HELLO, PSC_MESSAGE_SETUP, PSC_MESSAGE_CHUNK,
    PSC_MESSAGE_RECORD,
  };
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) g_test_rand_int ());
  guint n_refused = 0;

  for (guint i = 0; i < N_RANDOM; i++)
    {
      const GVariantType *type = types[i % G_N_ELEMENTS (types)];
      g_autoptr (GError) error = NULL;
      GVariant *message = NULL;
      guint8 bytes[160];

      put (fixture, bytes, make_up (bytes, sizeof bytes, rand));
      fill (fixture);
      while (psc_frame_reader_next (fixture->reader, type, &message, &error) &&
             message != NULL)
        {
          g_assert_true (g_variant_is_of_type (message, type));
          g_assert_true (g_variant_is_normal_form (message));
          g_clear_pointer (&message, g_variant_unref);
        }

      n_refused += error != NULL;
      g_clear_pointer (&fixture->reader, psc_frame_reader_free);
      fixture->reader = psc_frame_reader_new (fixture->fds[0]);
    }

  g_assert_cmpuint (n_refused, >, N_RANDOM / 10);
}

/* Signs of life lie between the messages, in front of them and behind, cut
 * wherever a pipe may cut them. */
static void
test_beats (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (GVariant) message = NULL;

  psc_frame_write_beat (fixture->fds[1]);
  fill (fixture);
  g_assert_null (next (fixture, PSC_MESSAGE_CHUNK));
  g_assert_cmpuint (psc_frame_reader_get_n_beats (fixture->reader), ==, 1);

  psc_frame_write_beat (fixture->fds[1]);
  psc_frame_write_beat (fixture->fds[1]);
  send (fixture, chunk_new (7));
  put (fixture, "be", 2);
  fill (fixture);
  message = next (fixture, PSC_MESSAGE_CHUNK);
  g_assert_nonnull (message);
  g_assert_null (next (fixture, PSC_MESSAGE_CHUNK));
  g_assert_cmpuint (psc_frame_reader_get_n_beats (fixture->reader), ==, 3);

  put (fixture, "at", 2);
  fill (fixture);
  g_assert_null (next (fixture, PSC_MESSAGE_CHUNK));
  g_assert_cmpuint (psc_frame_reader_get_n_beats (fixture->reader), ==, 4);
}

/* Who does not read is not waited for. */
static void
test_beats_full (Fixture       *fixture,
                 gconstpointer  data)
{
  for (guint i = 0; i < 100000; i++)
    psc_frame_write_beat (fixture->fds[1]);
  while (psc_interrupt_wait (fixture->fds[0], 0))
    {
      fill (fixture);
      g_assert_null (next (fixture, PSC_MESSAGE_CHUNK));
    }
  g_assert_cmpuint (psc_frame_reader_get_n_beats (fixture->reader), >, 100);
  g_assert_cmpuint (psc_frame_reader_get_n_beats (fixture->reader), <, 100000);
}

int
main (int   argc,
      char *argv[])
{
  psc_frame_catch_broken_pipes ();
  g_test_init (&argc, &argv, NULL);

#define ADD(name, data, test)                                               \
  g_test_add ("/frame/" name, Fixture, GUINT_TO_POINTER (data), set_up,     \
              test, tear_down)

  ADD ("many", 0, test_many);
  ADD ("layout", 0, test_layout);
  ADD ("split", 0, test_split);
  ADD ("truncated-length", 3, test_truncated);
  ADD ("truncated-behind-length", 4, test_truncated);
  ADD ("truncated-message", 12, test_truncated);
  ADD ("oversize", 0, test_oversize);
  ADD ("largest", 0, test_largest);
  ADD ("full", 0, test_full);
  ADD ("nobody-reads", 0, test_nobody_reads);
  ADD ("not-normal", 0, test_not_normal);
  ADD ("empty", 0, test_empty);
  ADD ("random", 0, test_random);
  ADD ("beats", 0, test_beats);
  ADD ("beats-full", 0, test_beats_full);

  return g_test_run ();
}
