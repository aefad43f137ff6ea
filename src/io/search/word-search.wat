;; A search for many words at once, sixteen bytes at a step (the algorithm known as Teddy, from Hyperscan).
;;
;; Every word has a fingerprint: three bytes that stand somewhere in it. Fingerprints are spread over eight buckets.
;; For each of the three bytes two tables say, by its low and by its high half, in which buckets it may stand; where
;; all six agree on a bucket, the words of that bucket are compared. The bytes of a text are taken apart once: what is
;; known of a first and of a second byte is moved up beside what is known of the third.
;;
;; Memory, laid out by word-search.ts:
;;   0x0000  six tables of 16 bytes: low halves of the first to the third byte, then the high halves
;;   0x0080  eight buckets: address of the first entry, how many there are (two u32)
;;   0x0100  found words: one byte for each, by its number
;;   0x0300  scratch: the buckets of the sixteen places of a step
;;   0x0400  entries: address of the word, its length, where its fingerprint stands in it, its number (four u32)
;;   0x4000  bytes of the words
;;   0x8000  the text
(module
  (memory (export "memory") 5)

  ;; Marks every word that stands whole in the bytes from $from up to $to. At least 19 bytes after $to can be read.
  (func (export "search") (param $from i32) (param $to i32)
    (local $at i32) (local $end i32) (local $places i32)
    (local $text v128) (local $low v128) (local $high v128) (local $hits v128)
    (local $first v128) (local $second v128) (local $before1 v128) (local $before2 v128)
    (local $low1 v128) (local $low2 v128) (local $low3 v128)
    (local $high1 v128) (local $high2 v128) (local $high3 v128)
    (local $nibble v128)
    (local.set $low1 (v128.load (i32.const 0x00)))
    (local.set $low2 (v128.load (i32.const 0x10)))
    (local.set $low3 (v128.load (i32.const 0x20)))
    (local.set $high1 (v128.load (i32.const 0x30)))
    (local.set $high2 (v128.load (i32.const 0x40)))
    (local.set $high3 (v128.load (i32.const 0x50)))
    (local.set $nibble (i8x16.splat (i32.const 15)))
    (local.set $at (local.get $from))
    ;; The third byte of a word that has but two stands behind its end.
    (local.set $end (i32.add (local.get $to) (i32.const 1)))
    (block $done
      (loop $next
        (br_if $done (i32.ge_u (local.get $at) (local.get $end)))
        (local.set $text (v128.load (local.get $at)))
        (local.set $low (v128.and (local.get $text) (local.get $nibble)))
        (local.set $high
          (v128.and (i16x8.shr_u (local.get $text) (i32.const 4)) (local.get $nibble)))
        (local.set $first
          (v128.and
            (i8x16.swizzle (local.get $low1) (local.get $low))
            (i8x16.swizzle (local.get $high1) (local.get $high))))
        (local.set $second
          (v128.and
            (i8x16.swizzle (local.get $low2) (local.get $low))
            (i8x16.swizzle (local.get $high2) (local.get $high))))
        (local.set $hits
          (v128.and
            (v128.and
              (i8x16.shuffle 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29
                (local.get $before1) (local.get $first))
              (i8x16.shuffle 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30
                (local.get $before2) (local.get $second)))
            (v128.and
              (i8x16.swizzle (local.get $low3) (local.get $low))
              (i8x16.swizzle (local.get $high3) (local.get $high)))))
        (local.set $before1 (local.get $first))
        (local.set $before2 (local.get $second))
        (if (v128.any_true (local.get $hits))
          (then
            (v128.store (i32.const 0x300) (local.get $hits))
            (local.set $places
              (i32.xor (i32.const 0xffff)
                (i8x16.bitmask (i8x16.eq (local.get $hits) (v128.const i64x2 0 0)))))
            (loop $place
              (call $compare
                (i32.sub (i32.add (local.get $at) (i32.ctz (local.get $places))) (i32.const 2))
                (i32.load8_u offset=0x300 (i32.ctz (local.get $places)))
                (local.get $from)
                (local.get $to))
              (local.set $places
                (i32.and (local.get $places) (i32.sub (local.get $places) (i32.const 1))))
              (br_if $place (local.get $places)))))
        (local.set $at (i32.add (local.get $at) (i32.const 16)))
        (br $next))))

  ;; Compares the words of some buckets, one bit for each, with the text around the fingerprint at $at.
  (func $compare (param $at i32) (param $buckets i32) (param $from i32) (param $to i32)
    (local $bucket i32) (local $entry i32) (local $end i32) (local $start i32) (local $length i32)
    (loop $next
      (local.set $bucket (i32.shl (i32.ctz (local.get $buckets)) (i32.const 3)))
      (local.set $entry (i32.load offset=0x80 (local.get $bucket)))
      (local.set $end
        (i32.add (local.get $entry) (i32.shl (i32.load offset=0x84 (local.get $bucket)) (i32.const 4))))
      (block $none
        (loop $word
          (br_if $none (i32.ge_u (local.get $entry) (local.get $end)))
          (block $other
            ;; A word that is known to be there is not compared again.
            (br_if $other (i32.load8_u offset=0x100 (i32.load offset=12 (local.get $entry))))
            (local.set $start (i32.sub (local.get $at) (i32.load offset=8 (local.get $entry))))
            (local.set $length (i32.load offset=4 (local.get $entry)))
            (br_if $other (i32.lt_s (local.get $start) (local.get $from)))
            (br_if $other
              (i32.gt_u (i32.add (local.get $start) (local.get $length)) (local.get $to)))
            (br_if $other
              (i32.eqz
                (call $equal (local.get $start) (i32.load (local.get $entry)) (local.get $length))))
            (i32.store8 offset=0x100 (i32.load offset=12 (local.get $entry)) (i32.const 1)))
          (local.set $entry (i32.add (local.get $entry) (i32.const 16)))
          (br $word)))
      (local.set $buckets
        (i32.and (local.get $buckets) (i32.sub (local.get $buckets) (i32.const 1))))
      (br_if $next (local.get $buckets))))

  (func $equal (param $a i32) (param $b i32) (param $length i32) (result i32)
    (local $i i32)
    (loop $next
      (if (i32.ge_u (local.get $i) (local.get $length)) (then (return (i32.const 1))))
      (if (i32.ne
            (i32.load8_u (i32.add (local.get $a) (local.get $i)))
            (i32.load8_u (i32.add (local.get $b) (local.get $i))))
        (then (return (i32.const 0))))
      (local.set $i (i32.add (local.get $i) (i32.const 1)))
      (br $next))
    (unreachable)))
