/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* One thing that happened with a customer, as a timeline shows it. Used on the main thread only.
 *
 * properties
 *   "id" (int64, construct only): see rg_event_id_make()
 *   "title", "subtitle", "detail" (string): what it was; when and by whom; money, or ""
 *   "more" (string): what an edit changed, or ""; "has-more" (boolean): there is something
 *   "icon-name" (string): its kind
 *   "opens" (boolean): whether there is something behind it
 *   "spoken" (string): all of it in one sentence */
#pragma once

#include "base/rg-date.h"

#include <glib-object.h>

G_BEGIN_DECLS

typedef enum {
  RG_EVENT_PURCHASE,
  RG_EVENT_RETURN,
  RG_EVENT_NOTE,
  RG_EVENT_CALL,
  RG_EVENT_WEB,
  RG_EVENT_CAMPAIGN,
  RG_EVENT_TASK,
  RG_EVENT_TICKET,
  RG_EVENT_DISCOUNT,
  RG_EVENT_POINTS,
  RG_EVENT_PERMISSION,
  RG_EVENT_IMPORT,
  RG_EVENT_EDIT,
  RG_N_EVENTS
} RgEventKind;

/* An id that sorts by time: day, minute of the day (-1: not known), kind, and the row's id, which
 * is below 2^31. Never 0 or less. */
gint64 rg_event_id_make (RgDay day, int minute, RgEventKind kind, gint64 row);
RgDay rg_event_id_get_day (gint64 id);
/* -1: not known */
int rg_event_id_get_minute (gint64 id);
RgEventKind rg_event_id_get_kind (gint64 id);
gint64 rg_event_id_get_row (gint64 id);

/* "Purchases"; translated. */
const char *rg_event_kind_word (RgEventKind kind);

/* What was read of it; texts may be NULL. */
typedef struct
{
  gint64 id;
  char *title;
  char *words;       /* of a note or a call */
  char *more;        /* of an edit: what it changed, a line each */
  char *by;          /* who did it */
  gint64 net_minor;  /* of purchases and returns; of a discount 0 where it is a share */
  gint64 subject;    /* what it opens: a campaign, a task, a ticket */
} RgEventRow;

void rg_event_row_free (RgEventRow *row);

#define RG_TYPE_EVENT (rg_event_get_type ())
G_DECLARE_FINAL_TYPE (RgEvent, rg_event, RG, EVENT, GObject)

gint64 rg_event_get_id (RgEvent *self);
gint64 rg_event_get_subject (RgEvent *self);
const char *rg_event_get_title (RgEvent *self);
/* Of a note or a call: its words. */
const char *rg_event_get_words (RgEvent *self);
/* row NULL: it has gone meanwhile. */
void rg_event_fill (RgEvent *self, const RgEventRow *row, const char *currency);

G_END_DECLS
